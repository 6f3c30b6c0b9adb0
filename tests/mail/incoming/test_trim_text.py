# ruff: noqa: E501  (lines as mails have them)
"""The reply without the quote: every client's introduction goes, and no sentence of a customer does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.incoming.introductions import (
    ATTRIBUTIONS,
    DIVIDERS,
    FORWARDS,
    HEADER_BLOCKS,
    ONLY_ABOVE_A_MARKED_QUOTE,
    SENTENCES,
)
from usher.mail.incoming.trim import trim_text
from usher.mail.marker import REPLY_MARKER

ANSWER = "Hello Ada,\n\nthe oven is still cold. Can you come on Friday?\n\nRegards\nCarl"
QUOTE = "> Dear Carl,\n>\n> is the oven warm again?\n>\n> Ada"
PLAIN_QUOTE = "Dear Carl,\n\nis the oven warm again?\n\nAda"


@pytest.mark.parametrize("line", ATTRIBUTIONS + ONLY_ABOVE_A_MARKED_QUOTE)
def test_an_introduction_goes_with_its_marked_quote(line: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{line}\n\n{QUOTE}\n") == ANSWER


@pytest.mark.parametrize("line", [each for each in ATTRIBUTIONS if not each.startswith(">")])
def test_an_introduction_goes_with_an_unmarked_quote(line: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{line}\n\n{PLAIN_QUOTE}\n") == ANSWER


@pytest.mark.parametrize("line", ATTRIBUTIONS + ONLY_ABOVE_A_MARKED_QUOTE)
def test_an_answer_below_the_quote_is_kept(line: str) -> None:
    assert trim_text(f"{line}\n{QUOTE}\n\n{ANSWER}\n") == ANSWER


@pytest.mark.parametrize("line", [each for each in ATTRIBUTIONS if len(each) > 50 and "," in each and " " in each])
def test_an_introduction_wrapped_over_two_lines_goes(line: str) -> None:
    middle = line.find(" ", len(line) // 2)
    middle = middle if middle > 0 else line.rfind(" ")
    assert trim_text(f"{ANSWER}\n\n{line[:middle]}\n{line[middle + 1 :]}\n\n{QUOTE}\n") == ANSWER


@pytest.mark.parametrize("block", HEADER_BLOCKS)
def test_a_header_block_goes_with_all_below(block: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{block}\n\n{PLAIN_QUOTE}\n") == ANSWER


@pytest.mark.parametrize("block", HEADER_BLOCKS[:8])
def test_a_header_block_with_blank_lines_between_goes(block: str) -> None:
    spread = block.replace("\n", "\n\n")
    assert trim_text(f"{ANSWER}\n\n{spread}\n\n{PLAIN_QUOTE}\n") == ANSWER


@pytest.mark.parametrize("divider", DIVIDERS)
def test_a_divider_goes_with_all_below(divider: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{divider}\n{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}\n") == ANSWER
    assert trim_text(f"{ANSWER}\n\n{divider}\n\n{PLAIN_QUOTE}\n") == ANSWER


@pytest.mark.parametrize("line", FORWARDS)
def test_a_forwarded_mail_is_not_cut(line: str) -> None:
    mail = f"Please have a look.\n\n{line}\n{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}"
    assert trim_text(mail) == mail


def test_a_forward_by_subject_keeps_its_header_block() -> None:
    mail = f"Please have a look.\n\n{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}"
    assert trim_text(mail, is_forward=True) == mail


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_no_introduction(sentence: str) -> None:
    mail = f"Hello,\n\n{sentence}\n\nplease help us soon. It is urgent.\n\nCarl"
    assert trim_text(mail) == mail


@pytest.mark.parametrize("mark", [REPLY_MARKER, f"*{REPLY_MARKER}*", "##- Bitte oberhalb dieser Zeile antworten -##"])
def test_our_own_marker_ends_the_reply(mark: str) -> None:
    assert (
        trim_text(f"{ANSWER}\n\nAm 12.03.2024 um 15:15 schrieb Pine Support <support@pine.example>:\n\n{mark}\n\nold text")
        == ANSWER
    )


CASES = {
    "nothing quoted": (ANSWER, ANSWER),
    "empty": ("", ""),
    "only a quote": (QUOTE, QUOTE),
    "only an introduction and a quote": (f"{ATTRIBUTIONS[0]}\n{QUOTE}", f"{ATTRIBUTIONS[0]}\n{QUOTE}"),
    "only a header block": (f"{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}", f"{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}"),
    "trailing quote without introduction": (f"{ANSWER}\n\n{QUOTE}", ANSWER),
    "windows line ends": (f"{ANSWER}\n\n{ATTRIBUTIONS[0]}\n{QUOTE}".replace("\n", "\r\n"), ANSWER),
    "interleaved": (
        f"Hi Ada,\n\n{ATTRIBUTIONS[0]}\n> Is it warm?\n\nNo.\n\n> Shall we come?\n\nYes, please.\n\n> Ada\n",
        "Hi Ada,\n\n> Is it warm?\n\nNo.\n\n> Shall we come?\n\nYes, please.",
    ),
    "interleaved without blank lines": (
        f"{ATTRIBUTIONS[0]}\n> Is it warm?\nNo.\n> Shall we come?\nYes.\n",
        "> Is it warm?\nNo.\n> Shall we come?\nYes.",
    ),
    "one answer inside a quote": (
        f"{ATTRIBUTIONS[0]}\n> Is it warm?\n\nNo.\n\n> Ada\n> Pine Ovens\n",
        "> Is it warm?\n\nNo.",
    ),
    "text above and below one quote": (
        f"Hi Ada,\n\n{ATTRIBUTIONS[0]}\n{QUOTE}\n\nNo, it is cold.\n",
        "Hi Ada,\n\nNo, it is cold.",
    ),
    "a quotation of the writer's own": (
        "It says:\n\n> error 42\n\nWhat does that mean?",
        "It says:\n\n> error 42\n\nWhat does that mean?",
    ),
    "nested quotes": (f"{ANSWER}\n\n{ATTRIBUTIONS[0]}\n> Yes.\n>\n> On Monday, Carl wrote:\n>> Is it?\n>>> No\n", ANSWER),
    "a wrapped quote": (
        f"{ATTRIBUTIONS[0]}\n> This is a quoted line that some program on the way has wrapped\nbadly\n> and this is the next one.\n\nFine.",
        "Fine.",
    ),
    "standard signature": (f"{ANSWER}\n\n-- \nCarl Fir\nFir Bakery\n+49 30 1234", ANSWER),
    "standard signature above a quote": (f"{ANSWER}\n\n-- \nCarl Fir\n\n{ATTRIBUTIONS[0]}\n{QUOTE}", ANSWER),
    "dashes that are no signature": (
        "First point.\n--\nSecond point, which is a good deal longer than what anybody would write below a signature mark, is it not?",
        "First point.\n--\nSecond point, which is a good deal longer than what anybody would write below a signature mark, is it not?",
    ),
    "only a signature": ("-- \nCarl Fir", "--\nCarl Fir"),
    "iphone": (
        f"Thanks!\n\nSent from my iPhone\n\n> On Mar 12, 2024, at 3:15 PM, Ada Berg <ada@pine.example> wrote:\n> \n{QUOTE}",
        "Thanks!",
    ),
    "iphone german": (f"Danke!\n\nVon meinem iPhone gesendet\n\n{ATTRIBUTIONS[34]}\n\n{QUOTE}", "Danke!"),
    "iphone french": (f"Merci !\n\nEnvoyé de mon iPhone\n\n{ATTRIBUTIONS[35]}\n\n{QUOTE}", "Merci !"),
    "outlook mobile": (f"Ok.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n{HEADER_BLOCKS[5]}\n\n{PLAIN_QUOTE}", "Ok."),
    "samsung": (
        f"Ok.\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\n{HEADER_BLOCKS[0]}\n\n{PLAIN_QUOTE}",
        "Ok.",
    ),
    "a sentence about an iphone": (
        "Sent from my iPhone it fails, from the PC it works.",
        "Sent from my iPhone it fails, from the PC it works.",
    ),
    "a sentence about a letter": ("The parcel was lost.\n\nSent by mail on Friday",) * 2,
    "a sentence about post": ("The parcel was lost.\n\nPosted via registered mail yesterday",) * 2,
    "a sentence about an iphone in Chinese": ("你好\n\n我的iPhone 屏幕坏了",) * 2,
    "iphone chinese": ("你好\n\n我的iPhone", "你好"),
    "list footer": (
        f"{ANSWER}\n\n_______________________________________________\nOvens mailing list\nOvens@lists.example\nhttps://lists.example/ovens",
        ANSWER,
    ),
    "answers announced below": (
        f"Please see my answers below in red.\n\n{HEADER_BLOCKS[0]}\n\nIs it warm? NO\n\nAda",
        f"Please see my answers below in red.\n\n{HEADER_BLOCKS[0]}\n\nIs it warm? NO\n\nAda",
    ),
    "header block quoted with marks and answered below": (
        "-----Original Message-----\n> From: Ada Berg <ada@pine.example>\n> Sent: Tuesday\n> is it warm?\n\nNo.",
        "No.",
    ),
    "blank lines inside an introduction": (
        f"{ANSWER}\n\nOn Tue, Mar 12, 2024 at 3:15 PM Ada Berg\n\n<ada@pine.example> wrote:\n\n{QUOTE}",
        ANSWER,
    ),
    "introduction over three lines": (
        f"{ANSWER}\n\nOn Tue, Mar 12, 2024 at 3:15 PM Ada Berg of\nPine Ovens International <\nada@pine.example> wrote:\n\n{QUOTE}",
        ANSWER,
    ),
    "introduction right below the text": (f"Yes\n{ATTRIBUTIONS[0]}\n{QUOTE}", "Yes"),
    "text without sentence mark right above": (f"Thanks a lot\n{ATTRIBUTIONS[3]}\n{QUOTE}", "Thanks a lot"),
    "indented introduction": (f"Yes\n\n    {ATTRIBUTIONS[0]}\n\n{QUOTE}", "Yes"),
    "quote marks without space": (f"Yes\n\n{ATTRIBUTIONS[0]}\n>a\n>b", "Yes"),
    "hard spaces": ("Yes\n\nOn Tue, Mar 12, 2024 at 3:15\u202fPM Ada Berg <ada@pine.example>\u00a0wrote:\n\n> a", "Yes"),
    "header block with long recipients": (
        "Yes\n\nFrom: Ada Berg <ada@pine.example>\nSent: Tuesday, March 12, 2024 3:15 PM\nTo: Carl <carl@fir.example>;\n Mia <mia@fir.example>;\n"
        " Otto <otto@pine.example>\nSubject: Oven and\n other things\n\nold",
        "Yes",
    ),
    "two generations": (f"Yes\n\n{HEADER_BLOCKS[0]}\n\nold\n\n{HEADER_BLOCKS[7]}\n\nolder", "Yes"),
    "forward inside a reply's quote": (f"Yes\n\n{ATTRIBUTIONS[0]}\n> {FORWARDS[0]}\n> From: x\n", "Yes"),
    "list with dashes": ("We need:\n\n- a\n- b\n\n-- c", "We need:\n\n- a\n- b\n\n-- c"),
    "log lines": (
        "2024-03-12 15:15:42 ERROR: x\n2024-03-12 15:15:43 ERROR: y",
        "2024-03-12 15:15:42 ERROR: x\n2024-03-12 15:15:43 ERROR: y",
    ),
    "zimbra": (f"Yes\n\n----- Original Message -----\n{HEADER_BLOCKS[0]}\n\nold", "Yes"),
    "mail to be pasted": (
        "Please send this:\n\nTo: all customers\nSubject: Closed on Friday\n\nDear customers, we are closed.",
        "Please send this:\n\nTo: all customers\nSubject: Closed on Friday\n\nDear customers, we are closed.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    text, expected = CASES[name]
    assert trim_text(text) == expected


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ATTRIBUTIONS + HEADER_BLOCKS + DIVIDERS + FORWARDS + SENTENCES + ["> q", "text", "", "-- ", REPLY_MARKER]
        ),
        max_size=12,
    )
)
def test_nothing_is_invented_and_something_is_always_left(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    reply = trim_text(text)
    assert bool(reply) == bool(text.strip())
    kept = [line.rstrip() for line in reply.split("\n") if line.strip()]
    source = [line.rstrip() for line in text.split("\n")]
    assert all(line in source for line in kept)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.characters(exclude_characters=">|#_-:：@0123456789", exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
        max_size=300,
    )
)
def test_prose_without_marks_is_never_cut(prose: str) -> None:
    assert trim_text(prose).split() == prose.split()


OTHERS_HEADERS = {
    "a table": "---- Replied Message ----\n| From | Ada<ada@pine.example> |\n| Date | 03/12/2024 15:15 |\n| To | x |\n| Subject | oven |",
    "GroupWise": ">>> Ada Berg <ada@pine.example> 3/12/2024 3:15 PM >>>",
    "Notes": "Ada Berg\n03/12/2024 03:15 PM\n\nTo: Carl Fir/NA/Fir@FIR\ncc:  \n\nSubject: Re: oven",
    "Notes, sent by": "\tAda Berg\n\tSent by: Bo Elm\n\t03/12/2024 03:15 PM\n\t\t \n\t\t To: Carl Fir\n\t\t cc: \n\t\t Subject: Re: oven",
    "Notes, first words": "Ada Berg ---03/12/2024 03:15:42 PM---Dear Carl, is the oven",
    "Yandex": '----------------\nКому: carl (carl@fir.example);\nТема: oven;\n12.03.2024, 15:15, "Ada" <ada@pine.example>:',
    "two headers": "From: ada@pine.example\nDate: Thu, 24 Mar 2016 08:07:12 -0700",
    "a name and no colon": "Am 12.03.24 um 15:15 schrieb Ada Berg",
}


@pytest.mark.parametrize("name", OTHERS_HEADERS)
def test_headers_of_many_shapes_go_with_all_below_and_the_name_above_stays(name: str) -> None:
    assert trim_text(f"{ANSWER}\n\n{OTHERS_HEADERS[name]}\n\n{PLAIN_QUOTE}\n") == ANSWER


@pytest.mark.parametrize(
    "line", ["On Wed, Apr 4, 2012 at 3:59 PM, ada@pine.example wrote:", "Am 04.04.2012 um 15:59 schrieb Ada Berg:"]
)
@pytest.mark.parametrize("between", [" ", "--- "])
def test_an_introduction_behind_the_answer_on_its_line_goes(line: str, between: str) -> None:
    assert trim_text(f"{ANSWER}{between}{line}\n{QUOTE}\n") == ANSWER


def test_lines_marked_with_the_initials_of_their_writer_are_quoted() -> None:
    quote = '>>>>> "AB" == Ada Berg <ada@pine.example> writes:\n\n    AB> is the oven\n    AB> warm again?'
    assert trim_text(f"{quote}\n\n{ANSWER}\n") == ANSWER


def test_what_stands_on_both_sides_of_a_quote_within_a_quote_is_kept() -> None:
    mail = f"Hello\n{ATTRIBUTIONS[0]}\n\n>Yes.\n>{ATTRIBUTIONS[1]}\n>\n>>\n>> No.\n\nRegards, Carl"
    assert trim_text(mail) == "Hello\n\nRegards, Carl"

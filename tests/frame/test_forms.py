from typing import Any

from django import forms
from django.template import engines


class Mailbox(forms.Form):
    host = forms.CharField(label="Host", help_text="Of the IMAP server.")
    port = forms.IntegerField(label="Port")
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "One"), ("b", "Two")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agree", required=False)


def draw(source: str, **context: Any) -> str:
    head = '{% from "frame/forms.html" import check, checks, field, summary %}'
    return str(engines.all()[0].from_string(head + source).render(context))


def test_help_and_error_belong_to_their_field() -> None:
    html = draw("{{ field(form.host) }}", form=Mailbox({"port": "x", "kind": "a"}))
    assert 'aria-describedby="id_host-help id_host-error"' in html and 'aria-invalid="true"' in html
    assert 'id="id_host-error"' in html and "This field is required." in html


def test_the_browser_cuts_nothing_that_is_pasted() -> None:
    class Named(forms.Form):
        name = forms.CharField(max_length=5)

    assert "maxlength" not in draw("{{ field(form.name) }}", form=Named())
    assert "at most 5 characters" in draw("{{ field(form.name) }}", form=Named({"name": "Carola"}))


def test_only_the_first_wrong_field_asks_for_the_focus() -> None:
    form = Mailbox({"port": "x", "kind": "a"})
    assert "autofocus" in draw("{{ field(form.host) }}", form=form)
    assert "autofocus" not in draw("{{ field(form.port) }}", form=form)


def test_what_may_stay_empty_says_so() -> None:
    assert "(optional)" in draw("{{ field(form.note) }}", form=Mailbox())
    assert "(optional)" not in draw("{{ field(form.host) }}", form=Mailbox())


def test_choices_are_a_named_group_and_keep_what_was_chosen() -> None:
    html = draw("{{ checks(form.kind, cards=True) }}", form=Mailbox({"kind": "b"}))
    assert "<legend>Kind</legend>" in html
    assert html.index('value="b"') < html.index(" checked") and html.count(" checked") == 1


def test_what_a_person_typed_is_escaped() -> None:
    html = draw("{{ field(form.host) }}", form=Mailbox({"host": '"><script>'}))
    assert "<script>" not in html


def test_further_attributes_reach_the_control() -> None:
    assert 'autocomplete="off"' in draw('{{ field(form.host, {"autocomplete": "off"}) }}', form=Mailbox())


def test_an_error_of_the_whole_form_is_an_alert() -> None:
    form = Mailbox({"host": "h", "port": "1", "kind": "a"})
    form.add_error(None, "The server refused the password.")
    assert 'role="alert"' in draw("{{ summary(form) }}", form=form)

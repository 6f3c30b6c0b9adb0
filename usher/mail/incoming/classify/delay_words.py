"""The words by which mail servers say that they still try, and by which they say that they do no more."""

import re

DELAY_SUBJECT = re.compile(
    r"\bdelay|still (?:being )?(?:retried|trying)|warning: (?:could not send|message)|verz(?:ö|oe)ger|retard[ée]|différée"
    r"|in ritardo|ritardat|retrasad|atrasad|vertraagd|opóźni|задерж|затрим|遅延|延迟|延遲|지연|fördröj|forsinke|viivästy"
    r"|zpožd|opožd|késleltet|gecik|καθυστ|עיכוב|تأخ[ري]|întârzi|notification: warning",
    re.IGNORECASE,
)
DELAY_BODY = re.compile(
    r"(?:will|we'll) (?:continue|keep)(?: to)? (?:try|attempt|re-?try|send)|will be (?:retried|re-?tried|attempted)"
    r"|will retry for|still (?:being retried|trying)|this is (?:just )?a warning|warning message only|advisory[- ]only"
    r"|(?:do|does) not need to (?:resend|re-send)|no(?:t)? need to resend|no action is required|has been (?:delayed"
    r"|postponed)"
    r"|is delayed|not (?:yet )?been delivered (?:yet|after|for)|not yet (?:be|been) delivered|not be delivered yet"
    r"|hasn't been delivered yet|delivery attempts will continue|will continue to be (?:made|attempted)"
    r"|temporary (?:delivery )?(?:failure|problem)|delayed (?:for|by)"
    r"|wird weiter(?:hin)? versucht|noch nicht zugestellt|pas encore été (?:remis|livré|distribué)"
    r"|aún no se ha entregado|non è (?:stato )?ancora|non è stato ancora|nog niet (?:bezorgd|afgeleverd)"
    r"|ainda não foi entregue|inte levererats ännu|endnu ikke|ennå ikke|ei ole vielä|nie została jeszcze|dosud nebyl"
    r"|(?:еще|ещё|пока) не доставлен|ще не доставлен|まだ配信されて|引き続き配信|尚未(?:送达|传递|傳遞|送達)|아직 배달",
    re.IGNORECASE,
)
DEFERRED = re.compile(r"\bdeferred\b|greylist", re.IGNORECASE)
"""What one attempt was told: a delay only where the mail did not come back."""
FINAL_BODY = re.compile(
    r"giv(?:ing|en) up|gave up|permanent (?:fatal )?error|permanent failure|failed permanently|final(?:ly)? fail"
    r"|(?:queue|hops?|message|been) too (?:long|old)|will not (?:be )?retr|won't (?:be )?retr"
    r"|(?<!will be )returned to (?:you|sender)|could not be delivered after"
    r"|(?:was|is) undeliverable|could not be delivered to one or more",
    re.IGNORECASE,
)
FINAL_SUBJECT = re.compile(r"return|undeliver|fail|cannot send|could not be|unzustellbar|bounce", re.IGNORECASE)

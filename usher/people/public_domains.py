"""Mail providers whose addresses anybody can have: such a domain is no company's."""

_LIST = """
126.com 139.com 163.com aliyun.com aol.com arcor.de att.net bellsouth.net bigpond.com bluewin.ch bol.com.br bt.com
btinternet.com charter.net chello.at comcast.net cox.net daum.net duck.com earthlink.net elisanet.fi email.cz
email.de eircom.net fastmail.com fastmail.fm foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de
gmx.net googlemail.com hanmail.net hey.com home.nl hotmail.be hotmail.co.uk hotmail.com hotmail.de hotmail.es
hotmail.fi hotmail.fr hotmail.it hotmail.nl hotmail.se hushmail.com icloud.com inbox.lv inbox.ru interia.pl
kolumbus.fi kpnmail.nl laposte.net libero.it list.ru live.ca live.co.uk live.com live.de live.fi live.fr live.it
live.nl live.se luukku.com mac.com mail.com mail.de mail.ee mail.ru mailbox.org me.com msn.com nate.com naver.com
netzero.net ntlworld.com o2.pl online.de online.no op.pl optonline.net orange.fr outlook.com outlook.de outlook.es
outlook.fr outlook.it pm.me posteo.de posteo.net proton.me protonmail.ch protonmail.com pp.inet.fi qq.com
rambler.ru rediffmail.com rocketmail.com rogers.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com sky.com
skynet.be suomi24.fi sympatico.ca t-online.de talktalk.net tele2.se telenet.be telia.com terra.com.br tiscali.it
tuta.com tuta.io tutanota.com tutanota.de ukr.net uol.com.br verizon.net videotron.ca virgilio.it virginmedia.com
vodafone.de wanadoo.fr web.de wp.pl xs4all.nl xtra.co.nz ya.ru yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk
yahoo.com yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fi yahoo.fr yahoo.it yahoo.se yandex.com yandex.ru
yeah.net ymail.com ziggo.nl zoho.com zohomail.eu
"""
PUBLIC = frozenset(_LIST.split())

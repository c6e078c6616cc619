/**
 * Hostile texts of our own, made from tables: each group is one way in which markup has come past a sanitiser or
 * out of an attribute. Whatever would run calls `alert`.
 */
const RUN = 'alert(1)';
const IMAGE = `<img src=x onerror=${RUN}>`;

/** All pairs, in one text each. */
function crossed(
  ones: readonly string[],
  others: readonly string[],
  make: (one: string, other: string) => string,
): string[] {
  return ones.flatMap((one) => others.map((other) => make(one, other)));
}

const HANDLERS =
  `animationend animationstart auxclick beforecopy beforeinput beforematch beforetoggle blur cancel canplay change
  click close command contextmenu copy cut dblclick drag dragend dragenter drop error focus focusin focusout
  formdata fullscreenchange gotpointercapture input invalid keydown keypress keyup load loadedmetadata loadstart
  mousedown mouseenter mouseleave mousemove mouseover mouseup mousewheel paste pointerdown pointerenter
  pointerover pointerrawupdate progress reset resize scroll scrollend search seeked select selectstart show
  slotchange snapchanged submit suspend toggle touchstart transitionend transitionrun unload wheel`.split(
    /\s+/,
  );

const EVENT_HANDLERS = [
  ...HANDLERS.map((name) => `<p on${name}="${RUN}">${name}</p>`),
  ...HANDLERS.map((name, index) => `<a/${index}/ON${name}=${RUN} tabindex=${index} href=#>${name}</a>`),
];

/** What runs as soon as it is in a page; the control is made of these. */
export const SELF_STARTING: readonly string[] = [
  IMAGE,
  `<img src=x:x onerror="${RUN}" alt=x>`,
  `<IMG SRC=x ONERROR=${RUN}//`,
  `<img/src=x/onerror=${RUN}>`,
  `<img src=x\nonerror\n=\n"${RUN}">`,
  `<img src=x\u000conerror=${RUN}>`,
  `<img src=x onerror=&#97;lert(1)>`,
  `<img src=x onerror="window['al'+'ert'](1)">`,
  `<image src=x onerror=${RUN}>`,
  `<image href=x onerror=${RUN}><img srcset=x onerror=${RUN}>`,
  `<svg onload=${RUN}></svg>`,
  `<svg/onload=${RUN}>`,
  `<svg><g><svg onload=${RUN}></svg></g></svg>`,
  `<math><mtext><img src=x onerror=${RUN}></mtext></math>`,
  `<svg><foreignObject><img src=x onerror=${RUN}></foreignObject></svg>`,
  `<video src=x onerror=${RUN}></video>`,
  `<video><source src=x onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}></audio>`,
  `<details open ontoggle=${RUN}><summary>a</summary>b</details>`,
  `<iframe onload=${RUN}></iframe>`,
  `<iframe srcdoc="<img src=x onerror=parent.${RUN}>"></iframe>`,
  `<object data=x: onerror=${RUN}></object>`,
  `<embed src=x: onload=${RUN}>`,
  `<input type=image src=x onerror=${RUN}>`,
  `<link rel=stylesheet href=x: onerror=${RUN}>`,
  `<style onload=${RUN}>p{}</style>`,
  `<body onload=${RUN}><p>a<img src=x onerror=${RUN}>`,
  `<picture><source srcset=x><img onerror=${RUN} src=x></picture>`,
  `<table><td><img src=x onerror=${RUN}></table>`,
  `<select><option><img src=x onerror=${RUN}></select><img src=x onerror=${RUN}>`,
  `</p></div></template><img src=x onerror=${RUN}>`,
  `<p title="</p>">a</p><img src=x onerror=${RUN}>`,
];

/** Spellings of an address that runs a script, or carries a page of its own. */
export const BAD_ADDRESSES: readonly string[] = [
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  ` javascript:${RUN}`,
  `\u0001javascript:${RUN}`,
  `java\tscript:${RUN}`,
  `java\nscript:${RUN}`,
  `java\r\nscript:${RUN}`,
  `javascript\t:${RUN}`,
  `&#106;avascript:${RUN}`,
  `&#x6a;&#x61;vascript:${RUN}`,
  `javascript&colon;${RUN}`,
  `java&Tab;script:${RUN}`,
  `java&NewLine;script:${RUN}`,
  `&#0000106avascript:${RUN}`,
  `javascript:/*a*/${RUN}`,
  `javascript://example.org/%0a${RUN}`,
  `javascript:%61lert(1)`,
  `view-source:javascript:${RUN}`,
  `vbscript:msgbox(1)`,
  `livescript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
  `data:image/svg+xml,<svg onload='${RUN}'/>`,
  `data:,x`,
  `blob:https://example.org/0`,
  `filesystem:https://example.org/temporary/x`,
  `file:///etc/passwd`,
  `about:blank`,
  `ws://example.org/`,
  `intent://x#Intent;end`,
  `x-unknown:${RUN}`,
  `//example.org/x`,
  `\\\\example.org\\x`,
  `/x`,
  `?x`,
  `#x`,
];

const ADDRESSED = [
  '<a href="%">a</a>',
  '<a xlink:href="%">a</a>',
  '<svg><a xlink:href="%"><text y=9>a</text></a></svg>',
  '<math href="%"><mi>a</mi></math>',
  '<img src="%" alt=a>',
  '<blockquote cite="%">a</blockquote>',
  '<form action="%"><button>a</button></form>',
  '<button formaction="%">a</button>',
  '<iframe src="%"></iframe>',
  '<object data="%"></object>',
  '<base href="%"><a href=x>a</a>',
  '<map><area href="%"></map>',
];

const ADDRESSES = crossed(ADDRESSED, BAD_ADDRESSES, (markup, address) =>
  markup.replace('%', address.replaceAll('"', '&quot;')),
);

const RAW_TEXT = ['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'textarea', 'title', 'script'];
const FOREIGN = [
  '<svg>',
  '<svg><desc>',
  '<svg><title>',
  '<svg><foreignObject>',
  '<math>',
  '<math><mi>',
  '<math><mtext><mglyph>',
  '<math><annotation-xml encoding="text/html">',
  '<svg></p>',
  '<math><mtext><table><mglyph>',
];

/** Text for one parser, elements for another. */
const CONFUSED = [
  ...crossed(FOREIGN, RAW_TEXT, (foreign, raw) => `${foreign}<${raw}><a title="</${raw}>${IMAGE}">`),
  ...crossed(FOREIGN, RAW_TEXT, (foreign, raw) => `<form>${foreign}</form><form><${raw}></form>${IMAGE}`),
  ...RAW_TEXT.map((raw) => `<${raw}><!--</${raw}>${IMAGE}-->`),
  ...RAW_TEXT.map((raw) => `<${raw} </${raw}><${raw}/>${IMAGE}</${raw}>`),
  ...RAW_TEXT.map((raw) => `<table><${raw}><tr></${raw}><td>${IMAGE}`),
];

const DECLARATIONS = [
  `<!--${IMAGE}-->`,
  `<!-->${IMAGE}-->`,
  `<!--->${IMAGE}-->`,
  `<!-- --!>${IMAGE}<!-- -->`,
  `<!--x--\u0000>${IMAGE}-->`,
  `<![CDATA[${IMAGE}]]>`,
  `<svg><![CDATA[><image xlink:href=x onerror=${RUN}>]]></svg>`,
  `<?xml version="1.0"?>${IMAGE}`,
  `<?php ${IMAGE} ?>`,
  `<!DOCTYPE html [<!ENTITY a "${RUN}">]>${IMAGE}`,
  `<!${IMAGE}>`,
  `</ ${IMAGE}>`,
  `<%${IMAGE}%>`,
];

const NESTED = [
  ...[60, 255, 511, 513, 700].flatMap((levels) => [
    `${'<b>'.repeat(levels)}${IMAGE}`,
    `${'<div>'.repeat(levels)}<math><style><a title="</style>${IMAGE}">`,
    `${'<svg>'.repeat(levels)}<style><a title="</style>${IMAGE}">`,
    `${'<table><td>'.repeat(levels)}${IMAGE}`,
    `${'<form><p>'.repeat(levels)}<form>${IMAGE}`,
  ]),
  `<a><b><a></b>${IMAGE}`,
  `<table><a><table></a>${IMAGE}`,
  `<p><button><p>${IMAGE}`,
  `<select><b><select>${IMAGE}`,
  `<svg><p><style><g title="</style>${IMAGE}">`,
  `<math><p></math><style><!--</style>${IMAGE}-->`,
  `<ruby><rt><ruby><rp>${IMAGE}`,
  `<template><template></template>${IMAGE}</template>`,
  `<select><selectedcontent></selectedcontent><option>${IMAGE}</select>`,
];

/** Names that pages and scripts look things up by. */
export const CLOBBERED_NAMES =
  `alert attributes baseURI body children colloquy colloquyBase cookie createElement currentScript customElements
  defaultView documentElement firstChild forms getElementById head href id implementation innerHTML length links
  location name nodeName ownerDocument parentNode querySelector readyState remove scripts self style textContent
  title toString top URL value window __proto__ constructor hasOwnProperty`.split(/\s+/);

const CLOBBERING = [
  ...crossed(
    ['<img name=% src=https://example.org/>', '<form id=%><input name=%>', '<a id=% name=% href=cid:x>a</a>'],
    CLOBBERED_NAMES,
    (markup, name) => markup.replaceAll('%', name),
  ),
  '<form id=a><form id=a><input name=attributes><input name=nodeName>',
  '<iframe name=x srcdoc="<a id=y href=cid:1>"></iframe>',
  '<object name=currentScript data=x></object><embed name=currentScript>',
];

const STYLED = [
  '<p style="background:url(https://example.org/x)">a</p>',
  `<p style="width:expression(${RUN})">a</p>`,
  '<p style="position:fixed;inset:0;z-index:9999">a</p>',
  '<p style="--colloquy-accent:url(https://example.org/x)">a</p>',
  '<style>@import "https://example.org/x";</style>',
  '<style>:host{display:none}*{color:red}</style>',
  '<link rel=stylesheet href=https://example.org/x>',
  '<link rel=preload as=image href=https://example.org/x>',
  '<font color=red face=x size=7>a</font>',
  '<p class="hidden comment" part="submit-button">a</p>',
  '<table background=https://example.org/x><td background=https://example.org/x>a</table>',
  '<p hidden inert popover contenteditable draggable=true tabindex=0 accesskey=x>a</p>',
];

const LOADING = [
  '<img src=//example.org/x>',
  '<img srcset="https://example.org/x 2x" sizes=1px>',
  '<video poster=https://example.org/x src=https://example.org/y autoplay></video>',
  '<audio src=https://example.org/x autoplay></audio><track src=https://example.org/x>',
  '<iframe src=https://example.org/x></iframe><frame src=https://example.org/x>',
  '<embed src=https://example.org/x><object data=https://example.org/x></object>',
  '<applet code=x archive=https://example.org/x></applet><bgsound src=https://example.org/x>',
  '<script src=https://example.org/x></script><script type=module>import "https://example.org/x"</script>',
  '<input type=image src=https://example.org/x><body background=https://example.org/x>',
  '<svg><image href=https://example.org/x /><use href=https://example.org/x#a /></svg>',
  '<svg><feImage href=https://example.org/x /><script href=https://example.org/x /></svg>',
  '<a href=https://example.org/ ping=https://example.org/x download target=_top>a</a>',
  '<meta http-equiv=refresh content="0;url=https://example.org/x"><base href=https://example.org/ target=_top>',
  '<link rel=dns-prefetch href=https://example.org><link rel=prerender href=https://example.org>',
  '<portal src=https://example.org/x></portal><fencedframe></fencedframe>',
  '<template shadowrootmode=open><img src=https://example.org/x></template>',
];

const ANIMATED = ['animate', 'set', 'animateTransform', 'animateMotion', 'discard'].map(
  (name) =>
    `<svg><a id=x><${name} href=#x attributeName=href values="javascript:${RUN}" to="javascript:${RUN}" onbegin=${RUN} /><text y=9>a</text></a></svg>`,
);

const CUSTOM = [
  '<colloquy-thread for=x>a</colloquy-thread>',
  '<colloquy-comments backend=rest endpoint=https://example.org>a</colloquy-comments>',
  `<colloquy-form onclick=${RUN} reply-to=x></colloquy-form>`,
  `<p is=colloquy-thread>a</p><x-y onclick=${RUN}>a</x-y>`,
  `<annotation-xml onclick=${RUN}>a</annotation-xml>`,
  '<slot name=fallback onslotchange=alert(1)>a</slot>',
];

/** Templates of frameworks, which a page may run over everything. */
const TEMPLATES = [
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<%= alert(1) %>',
  '[[alert(1)]]',
  '#{alert(1)}',
  '{{</p>}}<img src=x {{onerror=alert(1)}}>',
  '<p v-html="alert(1)" x-init="alert(1)" ng-init="alert(1)" @click="alert(1)" :title="x">a</p>',
  '<p data-bind="html: alert(1)" hx-on:click="alert(1)" hx-get="//example.org">a</p>',
  '<!--?lit$0000$--><p .innerHTML=x ?hidden=y @click=z>a</p>',
  '<!--{{lit-1}}--><p lit$0=x>a</p>',
];

/** Out of an attribute, an element, a script or an address in which a text may have been put. */
const BREAKOUTS = crossed(
  [
    `"`,
    `'`,
    '`',
    '">',
    `'>', `,
    '</',
    '</textarea>',
    '</title>',
    '</script>',
    '-->',
    ']]>',
    '\\"',
    '&quot;',
    '%22',
  ],
  [IMAGE, ` onmouseover=${RUN} x=`, ` autofocus onfocus=${RUN} x=`, `;${RUN}//`],
  (out, attack) => `Ana${out}${attack}`,
);

const ODD_CHARACTERS = [
  '\u0000',
  '\u0008',
  '\u000b',
  '\u00a0',
  '\u00ad',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '\ud800',
];
const ODD = [
  ...ODD_CHARACTERS.map((odd) => `<img${odd}src=x${odd}onerror=${RUN}>`),
  ...ODD_CHARACTERS.map((odd) => `<scr${odd}ipt>${RUN}</scr${odd}ipt>`),
  ...ODD_CHARACTERS.map((odd) => `<a href="java${odd}script:${RUN}">a</a>`),
  `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `\u00bcscript\u00be${RUN}\u00bc/script\u00be`,
  `＜img src=x onerror=${RUN}＞`,
  `&lt;img src=x onerror=${RUN}&gt;`,
  `&amp;lt;img src=x onerror=${RUN}&amp;gt;`,
  `<<script>${RUN}//<</script>`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror=${RUN}`,
  `<img src="x\`> <img src=x onerror=${RUN}>"`,
];

/** What Markdown makes of it. */
const MARKDOWN = [
  ...BAD_ADDRESSES.map((address) => `[a](<${address.replace(/[\r\n]/g, '')}>)`),
  ...BAD_ADDRESSES.slice(0, 12).map((address) => `![a](<${address.replace(/[\r\n]/g, '')}>)`),
  `[a]: javascript:${RUN}\n\n[a]`,
  `<javascript:${RUN}>`,
  `[a](https://example.org/ "x\\" onmouseover=\\"${RUN}")`,
  `\`${IMAGE}\` \\${IMAGE}`,
  `    ${IMAGE}\n\n~~~html"onclick=${RUN}\n${IMAGE}\n~~~`,
];

export const OWN_PAYLOADS: readonly string[] = [
  ...new Set([
    ...SELF_STARTING,
    ...EVENT_HANDLERS,
    ...ADDRESSES,
    ...CONFUSED,
    ...DECLARATIONS,
    ...NESTED,
    ...CLOBBERING,
    ...STYLED,
    ...LOADING,
    ...ANIMATED,
    ...CUSTOM,
    ...TEMPLATES,
    ...BREAKOUTS,
    ...ODD,
    ...MARKDOWN,
  ]),
];

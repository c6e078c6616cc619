import fc from 'fast-check';
import { CLOBBERED_NAMES } from './own-payloads.ts';

const ALLOWED =
  'a b blockquote br code em h1 h3 hr img li ol p pre q s span strong table tbody td th tr u ul'.split(' ');
const FORBIDDEN =
  `article base body button custom-element details dialog div embed fieldset font form frameset head html iframe
  input link main marquee meta noembed noframes noscript object option plaintext script section select slot style
  summary template textarea title video xmp`.split(/\s+/);
const FOREIGN =
  `svg math foreignObject desc mi mo mtext ms mglyph malignmark annotation-xml animate set use path g
  image`.split(/\s+/);

const tag = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...ALLOWED) },
  { weight: 3, arbitrary: fc.constantFrom(...FORBIDDEN) },
  { weight: 2, arbitrary: fc.constantFrom(...FOREIGN) },
);

const address = fc.constantFrom(
  'https://example.org/a?b=c&amp;d',
  'http://bank.example@example.org/',
  'mailto:a@example.org',
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<img src=x onerror=alert(1)>',
  '//example.org/x',
  '/x',
  '',
);

const attribute = fc.oneof(
  fc.tuple(fc.constantFrom('href', 'src', 'cite', 'action', 'xlink:href', 'srcset', 'background'), address),
  fc.tuple(
    fc.constantFrom('id', 'name', 'for', 'class', 'part', 'slot'),
    fc.constantFrom(...CLOBBERED_NAMES),
  ),
  fc.tuple(
    fc.constantFrom('onclick', 'onerror', 'onload', 'ontoggle', 'ONFOCUS', 'onwebkitanimationend'),
    fc.constant('alert(1)'),
  ),
  fc.tuple(fc.constant('style'), fc.constantFrom('color: red', 'background: url(https://example.org/x)')),
  fc.tuple(
    fc.constantFrom(
      'title',
      'alt',
      'lang',
      'dir',
      'start',
      'colspan',
      'datetime',
      'is',
      'data-x',
      'aria-label',
    ),
    fc.constantFrom(
      'a',
      '1',
      'rtl',
      '</style><img src=x onerror=alert(1)>',
      '--><img src=x onerror=alert(1)>',
      '"x',
      "'",
    ),
  ),
);

const attributes = fc.array(
  fc.tuple(attribute, fc.constantFrom('"', "'", '')).map(([[name, value], quote]) => {
    if (quote === '') return ` ${name}=${value.replace(/[\s"'<>`]/g, '')}`;
    return ` ${name}=${quote}${value.replaceAll(quote, quote === '"' ? '&quot;' : '&#39;')}${quote}`;
  }),
  { maxLength: 3 },
);

const text = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\n',
    'bank.example',
    'https://bank.example/',
    '&lt;b&gt;',
    '&amp;lt;',
    '&',
    '&#0;',
    '\0',
    '"',
    '>',
  ],
  ...['\u202e', '\u0301\u0301\u0301\u0301\u0301\u0301', '🙂', ']]>', '{{x}}', '<', '</', '<!', '\ud800'],
);

const declaration = fc.constantFrom(
  ...[
    '<!-- c -->',
    '<!-->',
    '<!--<p>',
    '<![CDATA[<p>]]>',
    '<?x <p>?>',
    '<!DOCTYPE html>',
    '</p >',
    '</br>',
    '<p/',
  ],
);

interface Tree {
  readonly node: string;
}

/** Trees that are written down as they are, and pieces of them in any order, as no writer would have them. */
const { node: tree } = fc.letrec<Tree>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'tree' },
    fc.oneof({ weight: 4, arbitrary: text }, { weight: 1, arbitrary: declaration }),
    fc
      .tuple(tag, attributes, fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' }))
      .map(([name, all, children]) => `<${name}${all.join('')}>${children.join('')}</${name}>`),
  ),
}));

const pieces = fc.oneof(
  text,
  declaration,
  fc.tuple(tag, attributes).map(([name, all]) => `<${name}${all.join('')}>`),
  tag.map((name) => `</${name}>`),
);

/** Any HTML text, most of it broken. */
export const generatedBody: fc.Arbitrary<string> = fc
  .oneof(fc.array(tree, { minLength: 1, maxLength: 4 }), fc.array(pieces, { minLength: 1, maxLength: 14 }))
  .map((parts) => parts.join(''));

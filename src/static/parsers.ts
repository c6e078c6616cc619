/** The parsers of strangers' texts. The package has them in this one file, so that a site's build needs no others. */
export { micromark } from 'micromark';
export { type DefaultTreeAdapterTypes, html, parseFragment } from 'parse5';

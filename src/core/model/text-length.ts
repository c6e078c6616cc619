const segmenters = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter() : null;

/** How long a text is in characters as people see them: a flag or a family is one, whatever it is made of. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of segmenters ? segmenters.segment(text) : text) length++;
  return length;
}

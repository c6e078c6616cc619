/** Cases of the kit that say nothing about many a backend: what a list of `notApplicable` is made of. */

/** It is one backend, and gives a thread in pages. */
export const IN_PAGES = [
  'list: names each backend of a merged thread that failed once, and why',
  'paging: gives everything in one answer',
];

/** Pages go by cursor. */
export const NO_PAGE_NUMBERS = [
  'paging: leads by number to the end, without repeats or gaps',
  'paging: says of each page its number and how many there are',
  'paging: answers for a page beyond the last with the last, an empty one or not-found',
];

/** A repeated request is another comment. */
export const NO_KEYS = [
  'create: makes one comment of two tries with one idempotency key',
  'create: makes one comment of two tries at the same time with one idempotency key',
  'create: makes one comment of a try that was aborted meanwhile and another with its idempotency key',
  'create: takes one idempotency key for one comment, whatever is sent under it',
];

/** Others write its comments: in them is what they are, and no reply or vote can be brought about. */
export const READ_ONLY = [
  'sort: gives the top comments first',
  'sort: brings the replies along with what they answer',
  'paging: counts replies in the total',
  'paging: goes on where it was, though comments were written meanwhile',
  'paging: goes on where it was, though the last comment read was removed meanwhile',
  'create: ',
  'text: ',
  'challenge: ',
  'edit: ',
  'remove: ',
  'react: ',
  'report: ',
  'preview: ',
  'locate: ',
  'author: ',
  'watch: ',
];

/** The thread's parts, for elements that hold a thread in their own shadow root. */
const THREAD_PARTS =
  'toolbar heading sort list comment avatar header author location badge time permalink edited pin in-reply-to body notice actions reply-button reaction-button score fold-button retry-button withdraw-button rail replies reply-form more-button pager page-button incoming-button empty error note skeleton';

export const exportedThreadParts = THREAD_PARTS.split(' ').join(',');

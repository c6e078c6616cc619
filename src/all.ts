/** Registers every element. The provider goes first, so that the others find it when they are upgraded. */
import './define/comments.ts';
import './define/share-bar.ts';
import './define/form.ts';
import './define/thread.ts';
import './define/count.ts';

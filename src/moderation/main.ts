/** The script of the moderators' page. */
import '../define/comments.ts';
import '../define/thread.ts';
import { ModerationElement } from './moderation.element.ts';

customElements.define(ModerationElement.tagName, ModerationElement);

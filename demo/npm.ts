import 'colloquy/all.js';
import { memoryAdapter } from 'colloquy';
import { clubComments } from './club.ts';
import { onSchemeToggle, showScheme } from './scheme.ts';

const LOGGED = 12;

const club = document.querySelector('colloquy-comments')!;
const log = document.querySelector('.log')!;

club.addEventListener('colloquy-thread-loaded', ({ type, snapshot }) => {
  record(type, `${snapshot.total} comments, ${snapshot.sort} first`);
});
club.addEventListener('colloquy-comment-react', ({ type, commentId, reaction, chosen }) => {
  record(type, `${chosen ? reaction : `no ${reaction}`} for “${commentId}”`);
});
club.addEventListener('colloquy-comment-submit', ({ type, comment }) => {
  record(type, `${comment.body.value.length} characters by ${comment.author.name}`);
});
club.addEventListener('colloquy-comment-added', ({ type, status }) => record(type, status));
club.addEventListener('colloquy-form-cancel', ({ type }) => record(type, 'reply form closed'));
club.addEventListener('colloquy-error', ({ type, error }) => record(type, error.message));

/** Puts an event on top of the log, which keeps the latest few. */
function record(type: string, detail: string): void {
  const item = document.createElement('div');
  const name = document.createElement('code');
  name.textContent = type;
  item.append(name, ` ${detail}`);
  log.prepend(item);
  log.children[LOGGED]?.remove();
}

club.adapter = memoryAdapter({ comments: clubComments, latency: 150 });
onSchemeToggle(showScheme);

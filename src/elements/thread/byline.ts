import { html, nothing, render, type TemplateResult } from 'lit';
import { LINK_REL, safeUrl } from '../../content/links.ts';
import type { Comment } from '../../core/model/comment.ts';
import { commentAddress } from '../comment-address.ts';
import { bylineId } from './action.template.ts';
import type { RowHost } from './row-host.ts';
import { setAttribute, setText } from './set-children.ts';

/** Headers that Lit has rendered something into, and goes on with. */
const rendered = new WeakSet<Element>();

/** What the header of a comment begins with. */
export function plainByline(): TemplateResult {
  return html`${authorTemplate('?')} ${timeTemplate('#', '?', '?')}`;
}

/** Writes who wrote a comment, where and when into its header. */
export function showByline(header: HTMLElement, comment: Comment, rows: RowHost): void {
  setAttribute(header, 'id', bylineId(comment));
  setAttribute(header, 'aria-level', String(rows.view.headingLevel));
  if (isPlain(comment, rows) && !rendered.has(header)) {
    writePlain(header, comment, rows);
    return;
  }
  if (!rendered.has(header)) header.replaceChildren();
  rendered.add(header);
  render(rows.view.layout === 'classic' ? classicByline(comment, rows) : byline(comment, rows), header);
}

/** Where there is nothing but a name and a time, which is nearly everywhere, they are only written in. */
function isPlain(
  { id, author, createdAt, editedAt, pinned, source }: Comment,
  { view, unread }: RowHost,
): boolean {
  return (
    view.layout !== 'classic' &&
    createdAt !== null &&
    !(author.url || author.badge || author.location || editedAt || pinned || source || unread.has(id))
  );
}

function writePlain(header: HTMLElement, comment: Comment, rows: RowHost): void {
  const author = header.firstElementChild!;
  const link = author.nextElementSibling!;
  const time = link.firstElementChild!;
  setText(author.firstElementChild!, nameOf(comment, rows));
  setAttribute(link, 'href', addressOf(comment));
  setAttribute(time, 'datetime', comment.createdAt!);
  setText(time, rows.view.localizer.age(new Date(comment.createdAt!), Date.now()));
}

function byline(comment: Comment, rows: RowHost): TemplateResult {
  const { author, createdAt, editedAt, pinned, source } = comment;
  const { localizer } = rows.view;
  return html`${authorTemplate(nameOf(comment, rows), author.url)}
  ${author.badge && html`<span part="badge" class="badge">${author.badge}</span>`}
  ${author.location && html`<bdi part="location" class="meta">${author.location}</bdi>`}
  ${source && html`<span part="source" class="badge">${source}</span>`}
  ${createdAt && timeTemplate(addressOf(comment), createdAt, localizer.age(new Date(createdAt), Date.now()))}
  ${
    editedAt &&
    html`<span part="edited" class="meta" title=${localizer.dateTime(new Date(editedAt))}
      >${localizer.text('comment.edited')}</span
    >`
  }
  ${pinned ? html`<span part="pin" class="badge">${localizer.text('comment.pinned')}</span>` : nothing}
  ${newBadge(comment, rows)}`;
}

function classicByline(comment: Comment, rows: RowHost): TemplateResult {
  const { url, location } = comment.author;
  const parts = rows.view.localizer.parts<unknown>(location ? 'classic.byline' : 'classic.byline.noPlace', {
    name: authorTemplate(nameOf(comment, rows), url),
    place: html`<bdi part="location">${location}</bdi>`,
  });
  return html`${parts} ${newBadge(comment, rows)}`;
}

/** The line with the date below a comment of the classic layout. */
export function classicDate(comment: Comment, { view: { localizer } }: RowHost): unknown {
  const { createdAt } = comment;
  if (!createdAt) return nothing;
  const date = localizer.classicDate(new Date(createdAt));
  const time = timeTemplate(addressOf(comment), createdAt, date, '');
  return html`<p class="meta">${localizer.parts<unknown>('classic.posted', { date: time })}</p>`;
}

function newBadge({ id }: Comment, { unread, view: { localizer } }: RowHost): unknown {
  return unread.has(id)
    ? html`<span part="new-badge" class="badge">${localizer.text('comment.new')}</span>`
    : nothing;
}

function authorTemplate(name: string, address?: string): TemplateResult {
  const content = html`<bdi>${name}</bdi>`;
  const url = safeUrl(address);
  return url
    ? html`<a part="author" class="author" href=${url} rel=${LINK_REL}>${content}</a>`
    : html`<span part="author" class="author">${content}</span>`;
}

/** The time is the comment's permalink. Ages are properties: the clock writes newer ones without rendering. */
function timeTemplate(address: string, createdAt: string, text: string, className = 'age'): TemplateResult {
  return html`<a part="permalink" class="meta" href=${address} rel=${LINK_REL}
    ><time part="time" class=${className} datetime=${createdAt} .textContent=${text}></time
  ></a>`;
}

function nameOf({ author }: Comment, { view: { localizer } }: RowHost): string {
  return author.name || localizer.text('comment.anonymous');
}

/** The backend's own address for a comment, else its place on this page. */
function addressOf({ id, permalink }: Comment): string {
  return safeUrl(permalink) ?? commentAddress(location.href, id);
}

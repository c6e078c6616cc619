import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from '../server/support/fixture.ts';
import { useJourneys } from './support/journey.ts';
import { comment, comments } from './support/reader.ts';
import { serverPage } from './support/server-page.ts';

describe('a thread in which comments wait for a moderator', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  before(async () => {
    fixture = await startOn(folder.file('comments.db'), { moderation: 'pre', origins: ['*'] });
  });
  after(async () => {
    await fixture.close();
    folder.remove();
  });
  const journey = useJourneys(async () => serverPage(fixture.server.url, 'waiting'));

  journey('shows them to their authors, over a reload, and to nobody else before', async (reader) => {
    const { page, anotherReader, at } = reader;
    await page.goto(at('/'));
    await page.getByRole('textbox', { name: 'Your comment' }).fill('May I?');
    await page.getByLabel('Name').fill('Ana');
    await page.getByRole('button', { name: 'Post comment' }).click();
    const own = comment(page, 'May I?');
    await own.and(page.locator('[part~=pending]')).waitFor();
    await page.reload();
    await own.and(page.locator('[part~=pending]')).waitFor();

    const other = await anotherReader();
    await other.goto(at('/'));
    await other.getByText('No comments yet.').waitFor();
    assert.equal(await comments(other).count(), 0);

    const id = await own.getAttribute('data-id');
    const json = { status: 'published' };
    await fixture.client.call('PATCH', `/v1/moderation/comments/${id}`, { token: MODERATOR_TOKEN, json });
    await other.getByRole('button', { name: 'Show 1 new comment' }).click();
    await comment(other, 'May I?').waitFor();
    await own.and(page.locator(':not([part~=pending])')).waitFor();
    assert.equal(await comments(page).count(), 1);
  });
});

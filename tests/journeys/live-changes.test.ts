import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { randomKey } from '../server/support/client.ts';
import { type Fixture, MODERATOR_TOKEN, startOn, TemporaryFolder } from '../server/support/fixture.ts';
import { useJourneys } from './support/journey.ts';
import { comment, topLevel, until } from './support/reader.ts';
import { serverPage } from './support/server-page.ts';

const THREAD = 'long';

describe('what others do in a long thread', () => {
  const folder = new TemporaryFolder();
  const settings = { origins: ['*'], site: 'journey' };
  const token = MODERATOR_TOKEN;
  let fixture: Fixture;
  before(async () => {
    fixture = await startOn(folder.file('comments.db'), settings);
    for (let number = 1; number <= 45; number++) await fixture.client.post(THREAD, `Comment no. ${number}.`);
  });
  after(async () => {
    await fixture.close();
    folder.remove();
  });
  const journey = useJourneys(async () => serverPage(fixture.server.url, THREAD));

  journey('is no news where it is to comments further down', async ({ page, at }) => {
    const { client } = fixture;
    const { comments } = (await client.list(THREAD, { limit: 50 })).json;
    const like = (text: string) => {
      const { id } = comments.find(({ body }: { body: { value: string } }) => body.value === text);
      return client.call('PUT', `/v1/comments/${id}/reactions/like`, { viewer: randomKey() });
    };
    await page.goto(at('/'));
    await topLevel(page).nth(19).waitFor();
    await like('Comment no. 3.');
    await like('Comment no. 40.');
    await comment(page, 'Comment no. 40.')
      .getByRole('button', { name: /Like.*1/ })
      .waitFor();
    assert.equal(await page.getByRole('button', { name: /new comment/ }).count(), 0);
  });

  journey(
    'is learnt later where it was missed, and the reader stays where they are',
    async ({ page, at }) => {
      await page.goto(at('/'));
      await page.getByRole('button', { name: 'Show more comments' }).click();
      await topLevel(page).nth(39).waitFor();
      const reading = comment(page, 'Comment no. 10.');
      await reading.scrollIntoViewIfNeeded();
      const place = () => reading.boundingBox();
      await until(
        async () => [(await place())?.y, (await place())?.y],
        ([one, two]) => one === two,
        'The page rests',
      );
      const before = await place();

      const port = Number(new URL(fixture.server.url).port);
      await fixture.close();
      fixture = await startOn(folder.file('comments.db'), settings);
      await fixture.client.post(THREAD, 'Written meanwhile.');
      const { comments } = (await fixture.client.list(THREAD, { limit: 50 })).json;
      const { id } = comments.find(({ body }: { body: { value: string } }) => /no\. 6\./.test(body.value));
      const json = { status: 'spam' };
      const { status } = await fixture.client.call('PATCH', `/v1/moderation/comments/${id}`, { token, json });
      assert.equal(status, 200);
      await fixture.close();
      fixture = await startOn(folder.file('comments.db'), settings, port);

      const offer = page.getByRole('button', { name: 'Show 1 new comment' });
      await offer.waitFor();
      await comment(page, 'Comment no. 6.').waitFor({ state: 'detached' });
      assert.deepEqual(await place(), before);
      assert.equal(await topLevel(page).count(), 39);
      await page.getByRole('heading', { name: '44 comments' }).waitFor();

      await offer.click();
      await comment(page, 'Written meanwhile.').waitFor();
      assert.equal(await topLevel(page).count(), 40);
      await page.getByRole('button', { name: 'Show more comments' }).click();
      await until(
        () => topLevel(page).count(),
        (count) => count === 45,
        'All comments',
      );
    },
    { expects: /ERR_|Failed to load resource/ },
  );
});

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { randomKey, type Json } from '../support/client.ts';
import { EventReader } from '../support/event-reader.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

export function eventSuite(backing: Backing): void {
  describe(`live events (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => {
      fixture = await backing.start({ heartbeatSeconds: 0.1, maxWatchersPerAddress: 4 });
    });
    after(() => fixture.close());

    const watch = (thread: string, query = '', headers = {}) =>
      EventReader.open(
        `${fixture.client.url}/v1/events?thread=${encodeURIComponent(thread)}${query}`,
        headers,
      );

    it('tell of what is written, edited, liked and removed', async () => {
      const reader = await watch('live');
      assert.match(reader.response.headers.get('content-type')!, /^text\/event-stream/);
      const { comment, ownerToken } = (await fixture.client.post('live', 'News')).json;
      const saved = await reader.hears(({ event }) => event === 'saved');
      const [listed] = (await fixture.client.list('live')).json.comments;
      assert.deepEqual([saved.data.comment, saved.data.existing, saved.id], [listed, undefined, '1']);
      const path = `/v1/comments/${comment.id}`;
      const json = { body: { format: 'text', value: 'Newer\n\ndata: x' } };
      await fixture.client.call('PATCH', path, { token: ownerToken, json });
      const edited = await reader.hears(({ data }) => data.comment?.body.value === json.body.value);
      await fixture.client.call('PUT', `${path}/reactions/like`, { viewer: randomKey() });
      const liked = await reader.hears(({ data }) => data.comment?.reactions[0].count === 1);
      assert.deepEqual([edited.data.existing, liked.data.existing], [true, true]);
      await fixture.client.call('DELETE', path, { token: ownerToken });
      await reader.hears(({ event, data }) => event === 'removed' && data.id === comment.id);
      reader.close();
    });

    it('tell of holes that come and go', async () => {
      const parent = (await fixture.client.post('holes', 'Parent')).json;
      const reply = (await fixture.client.post('holes', 'Reply', { parentId: parent.comment.id })).json;
      const reader = await watch('holes');
      const remove = ({ comment, ownerToken }: Json) =>
        fixture.client.call('DELETE', `/v1/comments/${comment.id}`, { token: ownerToken });
      await remove(parent);
      await reader.hears(
        ({ data }) => data.comment?.id === parent.comment.id && data.comment.status === 'deleted',
      );
      await remove(reply);
      await reader.hears(({ event, data }) => event === 'removed' && data.id === reply.comment.id);
      await reader.hears(({ event, data }) => event === 'removed' && data.id === parent.comment.id);
      reader.close();
    });

    it('say nothing of other threads, or of what waits for a moderator', async () => {
      const [here, there] = [await watch('here'), await watch('there')];
      const { comment } = (await fixture.client.post('here', 'Soon gone')).json;
      await here.hears(({ event }) => event === 'saved');
      const decide = (status: string) =>
        fixture.client.call('PATCH', `/v1/moderation/comments/${comment.id}`, {
          token: MODERATOR_TOKEN,
          json: { status },
        });
      await decide('pending');
      await here.hears(({ event }) => event === 'removed');
      await decide('spam');
      await decide('published');
      const again = await here.hears(({ id }) => id === '4');
      assert.equal(again.data.existing, undefined);
      assert.deepEqual(
        here.events.map(({ event }) => event),
        ['saved', 'removed', 'saved'],
      );
      assert.deepEqual(there.events, []);
      here.close();
      there.close();
    });

    it('say when something was missed', async () => {
      const early = await watch('missed');
      await fixture.client.post('missed', 'One');
      // Else the news of it may come when the others listen.
      await early.hears(({ event }) => event === 'saved');
      early.close();
      const known = await watch('missed', '&since=1');
      const older = await watch('missed', '&since=0');
      const again = await watch('missed', '', { 'last-event-id': '0' });
      assert.equal((await older.hears(({ event }) => event === 'unknown')).id, '1');
      await again.hears(({ event }) => event === 'unknown');
      await fixture.client.post('missed', 'Two');
      await known.hears(({ event }) => event === 'saved');
      assert.deepEqual(
        known.events.map(({ event }) => event),
        ['saved'],
      );
      for (const reader of [known, older, again]) reader.close();
    });

    it('take nothing for missed that they have told of, or that nobody is to see', async () => {
      const early = await watch('quiet', '&since=0');
      const { comment } = (await fixture.client.post('quiet', 'Seen')).json;
      await early.hears(({ event }) => event === 'saved');
      const decide = (status: string) =>
        fixture.client.call('PATCH', `/v1/moderation/comments/${comment.id}`, {
          token: MODERATOR_TOKEN,
          json: { status },
        });
      await decide('pending');
      await decide('spam');
      await early.knows('3');
      const late = await watch('quiet', `&since=3`);
      await decide('published');
      for (const reader of [early, late]) await reader.hears(({ id }) => id === '4');
      // Longer than it takes to look what other processes have written.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const told = [early, late].map(({ events }) => events.map(({ event }) => event));
      assert.deepEqual(told, [['saved', 'removed', 'saved'], ['saved']]);
      for (const reader of [early, late]) reader.close();
    });

    it('are not begun for whoever only asks for the headers', async () => {
      for (let index = 0; index < 6; index++) {
        const response = await fetch(`${fixture.client.url}/v1/events?thread=head`, { method: 'HEAD' });
        assert.equal(response.status, 200);
      }
    });

    it('show that the connection lives', async () => {
      const reader = await watch('beat');
      await reader.beats();
      reader.close();
    });

    it('are limited in number for one address, and free again afterwards', async () => {
      const open = [];
      let status = 200;
      for (let index = 0; index < 5 && status === 200; index++) {
        const reader = await watch(`many-${index}`);
        ({ status } = reader.response);
        open.push(reader);
      }
      assert.equal(status, 429);
      for (const reader of open) reader.close();
      for (const end = Date.now() + 5000; ;) {
        const reader = await watch('many');
        reader.close();
        if (reader.response.status === 200) break;
        assert.ok(Date.now() < end, 'closed connections still count');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  });
}

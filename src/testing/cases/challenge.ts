import { assertAdapterError, assertEqual } from '../assertions.ts';
import { assertShape, type Bench } from '../bench.ts';
import { can, challenging, type ConformanceCase } from '../conformance-case.ts';
import { challenge as challengeShape } from '../shapes.ts';

const needs = [can('create'), challenging];

export const challengeCases: readonly ConformanceCase[] = [
  {
    title: 'refuses the comment with a challenge that can be shown, and keeps nothing of it',
    needs,
    async run(bench) {
      await bench.fixture.challenge!();
      await assertChallenged(bench);
      assertEqual((await bench.all()).length, 0, 'number of comments');
    },
  },
  {
    title: 'takes the comment with the answer to the challenge',
    needs,
    async run(bench) {
      const challengeAnswer = await bench.fixture.challenge!();
      await assertChallenged(bench);
      await bench.adapter.create!(bench.thread, bench.newComment('Hello'), {
        ...bench.options(),
        challengeAnswer,
      });
      assertEqual((await bench.all()).length, 1, 'number of comments');
    },
  },
  {
    title: 'asks again after a wrong answer',
    needs,
    async run(bench) {
      await bench.fixture.challenge!();
      await assertChallenged(bench);
      await assertChallenged(bench, 'no answer to it');
      assertEqual((await bench.all()).length, 0, 'number of comments');
    },
  },
];

async function assertChallenged(bench: Bench, challengeAnswer?: string): Promise<void> {
  const options = { ...bench.options(), ...(challengeAnswer !== undefined && { challengeAnswer }) };
  const error = await assertAdapterError(
    () => bench.adapter.create!(bench.thread, bench.newComment('Hello'), options),
    ['challenge-required'],
    'create() where a challenge is asked for',
  );
  assertShape(challengeShape, error.challenge, 'challenge');
}

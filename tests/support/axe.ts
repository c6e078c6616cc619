import 'axe-core/axe.min.js';
import { expect } from '@open-wc/testing';
import type { RunOptions } from 'axe-core';
import type axeCore from 'axe-core';

const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  // Off unless asked for, although it is in WCAG 2.2 AA.
  rules: { 'target-size': { enabled: true } },
};

/** All that axe finds in and below an element, shadow roots included: a line for each rule with its first places. */
export async function axeFindings(context: Element): Promise<string[]> {
  // Its default export cannot be imported; it sets a global instead.
  const { axe } = globalThis as unknown as { axe: typeof axeCore };
  const { violations } = await axe.run(context, OPTIONS);
  return violations.map(({ id, nodes }) => {
    const places = nodes
      .slice(0, 3)
      .map(({ target, any }) => `${target.flat().join(' ')} (${any[0]?.message})`);
    return `${id}: ${nodes.length} ×, ${places.join('; ')}`;
  });
}

export async function expectAccessible(context: Element): Promise<void> {
  expect((await axeFindings(context)).join('\n')).to.equal('');
}

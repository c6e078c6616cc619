import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest';
import { BACKENDS } from '../../src/adapters/registry.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { useJourneys } from './support/journey.ts';
import { IMPORT_MAP, NPM_BUILD, NPM_FOLDERS } from './support/npm-build.ts';
import { html } from './support/reader.ts';
import { ROOT } from './support/site.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, 'dist', name), 'utf8'));

const declarations = (read('custom-elements.json') as Package).modules.flatMap(
  ({ declarations = [] }) => declarations,
);
const elements = declarations.filter(
  (one): one is CustomElementDeclaration & { tagName: string } => 'tagName' in one && Boolean(one.tagName),
);
const events = declarations.filter((one) => one.name.endsWith('Event'));

const attributesOf = ({ attributes = [] }: CustomElementDeclaration) =>
  Object.fromEntries(attributes.map((one) => [one.name, { property: one.fieldName!, type: one.type!.text }]));

/** What may be written for an attribute, where that is one of a few words. */
const wordsIn = (type: string) => [...type.matchAll(/'([^']+)'/g)].map(([, word]) => word!);

describe('what is told of the elements in custom-elements.json', () => {
  it('is of all of them', () => {
    const names = ['comments', 'count', 'form', 'share-bar', 'thread'].map((name) => `colloquy-${name}`);
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), names);
  });

  it('describes everything that it lists', () => {
    const undescribed = [...elements, ...events].flatMap(({ name, ...one }) => {
      const {
        attributes = [],
        events = [],
        slots = [],
        cssParts = [],
        cssProperties = [],
      } = one as CustomElementDeclaration;
      const members = 'members' in one ? (one.members ?? []) : [];
      return [...members, ...attributes, ...events, ...slots, ...cssParts, ...cssProperties]
        .filter(({ description }) => !description)
        .map((thing) => `${name}: ${thing.name}`);
    });
    assert.deepEqual(undescribed, []);
  });

  it('names the backends', () => {
    const told = elements.flatMap((element) => attributesOf(element)['backend']?.type ?? []);
    assert.deepEqual(told.map(wordsIn), [[...BACKENDS.keys()], [...BACKENDS.keys()]]);
  });

  it('has the custom properties, with their defaults', () => {
    const told = elements.flatMap(({ cssProperties = [] }) => cssProperties);
    const css = tokens.cssText.replaceAll('var(--_text)', 'currentColor');
    const inStyles = [...css.matchAll(/var\((--colloquy-[\w-]+), (.*)\);/g)];
    assert.ok(inStyles.length > 5);
    for (const [, name, standard] of inStyles) {
      assert.equal(told.find((one) => one.name === name)?.default, standard, name);
    }
  });

  it('has the events that there are, and their classes', () => {
    const classes = new Map(events.map(({ name }) => [name, name]));
    const fired = elements.flatMap(({ events = [] }) => events);
    assert.deepEqual([...new Set(fired.map(({ type }) => type.text))].sort(), [...classes.keys()].sort());
  });

  const journey = useJourneys({
    files: { '/': html('', IMPORT_MAP + NPM_BUILD) },
    folders: NPM_FOLDERS,
  });

  for (const element of elements) {
    const attributes = attributesOf(element);

    journey(
      `${element.tagName}: attributes, and what they and the properties are at first`,
      async ({ page, at }) => {
        await page.goto(at('/'));
        const fields = element.members!.filter((one) => one.kind === 'field' && one.default !== undefined);
        const found = await page.evaluate(
          async ([tag, names]) => {
            await customElements.whenDefined(tag);
            const made = document.createElement(tag) as unknown as Record<string, unknown>;
            const { observedAttributes } = customElements.get(tag) as unknown as {
              observedAttributes: string[];
            };
            return {
              attributes: observedAttributes,
              values: Object.fromEntries(names.map((name) => [name, made[name]])),
            };
          },
          [element.tagName, fields.map(({ name }) => name)] as const,
        );
        assert.deepEqual(found.attributes.sort(), Object.keys(attributes).sort());
        const values = fields.map((one) => [
          one.name,
          'default' in one && JSON.parse(one.default.replaceAll("'", '"')),
        ]);
        assert.deepEqual(found.values, Object.fromEntries(values));
      },
    );

    journey(
      `${element.tagName}: an attribute sets its property, to one of its type`,
      async ({ page, at }) => {
        await page.goto(at('/'));
        for (const [attribute, { property, type }] of Object.entries(attributes)) {
          const [text, value] =
            type === 'number'
              ? ['3', 3]
              : type === 'boolean'
                ? ['', true]
                : Array(2).fill(wordsIn(type)[0] ?? 'x');
          const set = await page.evaluate(
            async ([tag, name, given, field]) => {
              await customElements.whenDefined(tag);
              const made = document.createElement(tag);
              made.setAttribute(name, given);
              return (made as unknown as Record<string, unknown>)[field];
            },
            [element.tagName, attribute, text, property] as const,
          );
          assert.equal(set, value, attribute);
        }
      },
    );

    it(`${element.tagName}: editors are told the same`, () => {
      const code = read('vscode.html-custom-data.json') as {
        tags: { name: string; attributes: { name: string; values: { name: string }[] }[] }[];
      };
      const inCode = code.tags.find(({ name }) => name === element.tagName)!;
      for (const [name, { type }] of Object.entries(attributes)) {
        const values = inCode.attributes.find((one) => one.name === name)!.values.map((one) => one.name);
        assert.deepEqual(values.filter(Boolean), wordsIn(type), name);
      }

      const webTypes = read('web-types.json') as {
        contributions: { html: { elements: { name: string; attributes: { name: string }[] }[] } };
      };
      const inWebTypes = webTypes.contributions.html.elements.find(({ name }) => name === element.tagName)!;
      assert.deepEqual(
        inWebTypes.attributes.map(({ name }) => name),
        Object.keys(attributes),
      );
    });
  }
});

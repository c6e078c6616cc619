import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { type BundledPackage, packagesIn } from './bundled-packages.ts';

const NOTE =
  'In the files of this folder are parts of the packages below, whose licences ask to be kept with them.';

/** Writes `LICENSES.txt` beside a bundle: what the licences of the packages in it ask for. */
export function bundledLicences(): Plugin {
  return {
    name: 'colloquy:bundled-licences',
    generateBundle(_options, bundle) {
      const packages = packagesIn(bundle);
      if (packages.length === 0) return;
      const source = [NOTE, ...packages.map(licenceOf)].join(`\n\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: `${source}\n` });
    },
  };
}

function licenceOf({ folder, name, version, license, author }: BundledPackage): string {
  const text = licenceText(folder);
  if (!license && !text) throw new Error(`${name} is bundled, and says nothing of its licence.`);
  const by = typeof author === 'string' ? author : author?.name;
  return [`${name} ${version}`, `${license}${by ? `, by ${by}` : ''}`, ...(text ? ['', text] : [])].join(
    '\n',
  );
}

/** From a file of its own or, as some have it, from the end of the readme. */
function licenceText(folder: string): string {
  const files = readdirSync(folder);
  const file = files.find((one) => /^(licen[cs]e|copying)\b/i.test(one));
  if (file) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = files.find((one) => /^readme\b/i.test(one));
  const section = readme && readFileSync(join(folder, readme), 'utf8').split(/^#+ *licen[cs]e\b.*$/im)[1];
  return section?.split(/^#+ /m)[0]?.trim() ?? '';
}

import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { type BundledPackage, packagesIn } from './bundled-packages.ts';

const root = resolve(import.meta.dirname, '..');
const readJson = (path: string): unknown => JSON.parse(readFileSync(resolve(root, path), 'utf8'));

/**
 * Writes `sbom.cdx.json` beside a bundle: which packages are in it, for tools that look for known vulnerabilities
 * and cannot see into a bundle. The same bundle has the same bill, so it has no date and no number of its own.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function billOfMaterials(): Plugin {
  return {
    name: 'colloquy:bill-of-materials',
    generateBundle(_options, bundle) {
      const ours = readJson('package.json') as Component;
      const { packages } = readJson('package-lock.json') as Lockfile;
      const bill = {
        $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        version: 1,
        metadata: { component: componentOf(ours) },
        components: packagesIn(bundle).map((one) => ({
          ...componentOf(one),
          hashes: hashesOf(packages[relative(root, one.folder).replaceAll('\\', '/')]?.integrity),
        })),
      };
      if (bill.components.length === 0) return;
      const source = `${JSON.stringify(bill, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source });
    },
  };
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

type Component = Pick<BundledPackage, 'name' | 'version' | 'license'>;

function componentOf({ name, version, license }: Component) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const isExpression = /\s/.test(license ?? '');
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    ...(license && { licenses: [isExpression ? { expression: license } : { license: { id: license } }] }),
    purl,
  };
}

/** Of what the registry gives, as the lockfile has it. */
function hashesOf(integrity = ''): readonly { readonly alg: string; readonly content: string }[] {
  const [, hash] = /^sha512-(\S+)$/.exec(integrity) ?? [];
  return hash ? [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] : [];
}

/** Writes what editors and documentation know of the elements, from their sources and the comments in them. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Attribute, ClassMember, Package } from 'custom-elements-manifest';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { BACKENDS } from '../src/adapters/registry.ts';

/** The elements, their events, and what registers them. */
const SOURCES = ['src/elements/*/*.element.ts', 'src/elements/**/*.event{,s}.ts', 'src/define/*.ts'];

/** Of the type `string`, and yet one of these. */
const BACKEND_NAMES = [...BACKENDS.keys()].map((name) => `'${name}'`).join(' | ');

/**
 * Writes `custom-elements.json`, which names the modules that ship, and the same for Visual Studio Code and for
 * JetBrains' editors, which read formats of their own.
 */
export function elementsManifest(root: string): Plugin {
  return {
    name: 'colloquy:elements-manifest',
    closeBundle() {
      const analyzer = join(root, 'node_modules/.bin/cem');
      const globs = SOURCES.flatMap((glob) => ['--globs', glob]);
      execFileSync(analyzer, ['analyze', '--litelement', '--quiet', '--outdir', 'dist', ...globs], {
        cwd: root,
        stdio: 'inherit',
      });
      const file = join(root, 'dist/custom-elements.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Package;
      const types = new PropertyTypes(root);
      for (const { path, declarations } of manifest.modules) {
        for (const declaration of declarations ?? []) {
          if (declaration.kind !== 'class') continue;
          declaration.members = declaration.members?.filter(isPublic) ?? [];
          if (!('attributes' in declaration)) continue;
          // The analyzer also takes what events are made of for their names.
          declaration.events = declaration.events?.filter(({ name }) => name.includes('-')) ?? [];
          for (const attribute of declaration.attributes ?? []) {
            const isBackend = attribute.name === 'backend';
            attribute.type = {
              text: isBackend ? BACKEND_NAMES : types.of(path, declaration.name, attribute),
            };
          }
        }
      }
      const text = JSON.stringify(manifest, null, 2).replace(/"(\/?)src\/([^"]+)\.ts"/g, '"$1$2.js"');
      writeFileSync(file, text);

      const options = { outdir: join(root, 'dist'), hideLogs: true };
      const shipped = JSON.parse(text) as Parameters<typeof generateVsCodeCustomElementData>[0];
      generateVsCodeCustomElementData(shipped, {
        ...options,
        htmlFileName: 'vscode.html-custom-data.json',
        cssFileName: 'vscode.css-custom-data.json',
      });
      generateJetBrainsWebTypes(shipped, {
        ...options,
        webTypesFileName: 'web-types.json',
        packageJson: false,
      });
    },
  };
}

function isPublic(member: ClassMember): boolean {
  return member.privacy !== 'private' && !member.static;
}

/** Attributes come with the names of their types; what may be written in markup is what those stand for. */
class PropertyTypes {
  readonly #root: string;
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor(root: string) {
    const config = ts.getParsedCommandLineOfConfigFile(
      join(root, 'src/tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
          throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
        },
      },
    )!;
    this.#root = root;
    this.#program = ts.createProgram(config.fileNames, config.options);
    this.#checker = this.#program.getTypeChecker();
  }

  /** Such as `'newest' | 'oldest'`; without null and the empty text, which an attribute that is not there stands for. */
  of(path: string, name: string, { fieldName }: Attribute): string {
    const source = this.#program.getSourceFile(join(this.#root, path));
    const element = source?.statements.find((one) => ts.isClassDeclaration(one) && one.name?.text === name);
    const symbol = element && this.#checker.getTypeAtLocation(element).getProperty(fieldName ?? '');
    if (!symbol) throw new Error(`${relative(this.#root, path)}: no ${fieldName} in ${name}`);
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol));
    const members = type.isUnion() && !(type.flags & ts.TypeFlags.Boolean) ? type.types : [type];
    return members
      .filter((member) => !(member.isStringLiteral() && member.value === ''))
      .map((member) => (member.isStringLiteral() ? `'${member.value}'` : this.#checker.typeToString(member)))
      .join(' | ');
  }
}

// Makes page/page.js and page/licences.txt, which are committed so that building the program needs no Node.
// With --check it writes nothing and fails if they are not what it would make.
import { build } from 'esbuild';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MOST = 600_000;
const check = process.argv.includes('--check');

const { outputFiles, metafile } = await build({
  entryPoints: ['src/main.ts'],
  outfile: 'page/page.js',
  bundle: true,
  format: 'esm',
  legalComments: 'none',
  metafile: true,
  minify: true,
  target: 'es2022',
  write: false,
});

const packages = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) {
    packages.add(found[1]);
  }
}
const licences = [...packages].sort().map((name) => {
  const folder = join('node_modules', name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
  if (!licence) {
    throw new Error(`${name} has no licence text`);
  }
  return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`;
});
const rule = `\n${'-'.repeat(80)}\n\n`;
const made = {
  'page/page.js': outputFiles[0].text,
  'page/licences.txt': `page.js contains these packages.${rule}${licences.join(rule)}`.replaceAll('\r\n', '\n'),
};

for (const [path, text] of Object.entries(made)) {
  if (Buffer.byteLength(text) > MOST) {
    throw new Error(`${path} is larger than ${MOST} bytes`);
  }
  if (!check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what build.mjs makes: run npm run build in editors/web`);
    process.exitCode = 1;
  }
}

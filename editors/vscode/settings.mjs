// Writes the server's settings into package.json: `npm run settings`. A test of the server holds them equal.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('package.json', import.meta.url);
const schema = JSON.parse(execFileSync('cargo', ['run', '--quiet', '--', 'lsp', '--settings'], { encoding: 'utf8' }));
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const { properties } = manifest.contributes.configuration;
const own = ['attache.server.path', 'attache.trace.server'];
const all = { [own[0]]: properties[own[0]] };
for (const [name, setting] of Object.entries(schema)) {
  all[`attache.${name}`] = { scope: 'window', ...setting };
}
all[own[1]] = properties[own[1]];
Object.values(all).forEach((it, index) => {
  it.order = index + 1;
});
manifest.contributes.configuration.properties = all;
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);

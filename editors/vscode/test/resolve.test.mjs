import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { transformSync } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'attache-'));
after(() => rmSync(folder, { recursive: true }));
const source = readFileSync(new URL('../src/resolve.ts', import.meta.url), 'utf8');
writeFileSync(join(folder, 'resolve.cjs'), transformSync(source, { loader: 'ts', format: 'cjs' }).code);
const { isProgram, resolve } = createRequire(import.meta.url)(join(folder, 'resolve.cjs'));

const around = (programs, more) => ({
  setting: '',
  extension: '/ext',
  home: '/home/zoe',
  searchPath: '/usr/local/bin:/usr/bin',
  platform: 'linux',
  isProgram: (file) => programs.includes(file),
  ...more,
});

test('the setting comes first, then the extension, then PATH', () => {
  const programs = ['/opt/attache', '/ext/bin/attache', '/usr/bin/attache'];
  assert.deepEqual(resolve(around(programs, { setting: ' /opt/attache ' })), { command: '/opt/attache', from: 'setting' });
  assert.deepEqual(resolve(around(programs)), { command: '/ext/bin/attache', from: 'extension' });
  assert.deepEqual(resolve(around(programs.slice(2))), { command: '/usr/bin/attache', from: 'PATH' });
});

test('a setting may start at home or be a bare name', () => {
  const programs = ['/home/zoe/bin/attache', '/usr/bin/attache-next'];
  assert.equal(resolve(around(programs, { setting: '~/bin/attache' })).command, '/home/zoe/bin/attache');
  assert.equal(resolve(around(programs, { setting: 'attache-next' })).command, '/usr/bin/attache-next');
});

test('a wrong setting is told, not passed over', () => {
  const programs = ['/ext/bin/attache', 'bin/attache'];
  assert.throws(() => resolve(around(programs, { setting: '/gone' })), /no program \/gone/);
  assert.throws(() => resolve(around(programs, { setting: 'bin/attache' })), /not absolute/);
});

test('relative folders of PATH are passed over', () => {
  assert.throws(() => resolve(around(['attache', 'bin/attache'], { searchPath: ':.:bin' })), /attache\.server\.path/);
});

test('on Windows the program ends in .exe', () => {
  const windows = { platform: 'win32', extension: 'C:\\ext', searchPath: 'C:\\a;D:\\b' };
  assert.equal(resolve(around(['C:\\ext\\bin\\attache.exe'], windows)).command, 'C:\\ext\\bin\\attache.exe');
  assert.equal(resolve(around(['D:\\b\\attache.exe'], windows)).command, 'D:\\b\\attache.exe');
  assert.equal(resolve(around(['D:\\b\\attache.exe'], { ...windows, setting: 'attache' })).command, 'D:\\b\\attache.exe');
});

test('a program is a file that may be run', { skip: process.platform === 'win32' }, () => {
  const file = join(folder, 'attache');
  assert.equal(isProgram(file), false);
  writeFileSync(file, '#!/bin/sh\n');
  assert.equal(isProgram(file), false);
  chmodSync(file, 0o755);
  assert.equal(isProgram(file), true);
  assert.equal(isProgram(folder), false);
});

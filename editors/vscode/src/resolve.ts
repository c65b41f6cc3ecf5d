/** Finds the server program. Knows nothing of the editor, so that it can be tested without one. */

import * as fs from 'node:fs';
import * as nodePath from 'node:path';

export interface Surroundings {
  /** The setting `attache.server.path`. */
  setting: string;
  /** Where the extension is installed. */
  extension: string;
  home: string;
  /** The variable `PATH`. */
  searchPath: string;
  platform: NodeJS.Platform;
  isProgram(file: string): boolean;
}

export interface Found {
  command: string;
  from: 'setting' | 'extension' | 'PATH';
}

/** The program of the setting, else the one in the extension, else the one on `PATH`. An error says what to do. */
export function resolve(around: Surroundings): Found {
  const path = around.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  const setting = around.setting.trim();
  if (setting !== '') {
    const command = chosen(setting, around);
    if (command === undefined) {
      throw new Error(`attache.server.path: there is no program ${setting}`);
    }
    return { command, from: 'setting' };
  }
  const name = around.platform === 'win32' ? 'attache.exe' : 'attache';
  const bundled = path.join(around.extension, 'bin', name);
  if (around.isProgram(bundled)) {
    return { command: bundled, from: 'extension' };
  }
  const command = onPath(name, around);
  if (command === undefined) {
    throw new Error('there is no program attache on PATH: install it, or name it in the setting attache.server.path');
  }
  return { command, from: 'PATH' };
}

function chosen(setting: string, around: Surroundings): string | undefined {
  const path = around.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  if (path.basename(setting) === setting) {
    return onPath(setting, around);
  }
  const file = /^~[/\\]/.test(setting) ? path.join(around.home, setting.slice(2)) : setting;
  if (!path.isAbsolute(file)) {
    throw new Error(`attache.server.path: ${setting} is not absolute`);
  }
  return around.isProgram(file) ? file : undefined;
}

/** Relative folders on the search path are passed over: they would let an opened folder choose the program. */
function onPath(name: string, around: Surroundings): string | undefined {
  const path = around.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  const file = around.platform === 'win32' && path.extname(name) === '' ? `${name}.exe` : name;
  return around.searchPath
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, file))
    .find((it) => around.isProgram(it));
}

export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// Run by vscode.sh. Installs the extension into an empty profile and opens the workbench in Chromium. Beside our extension
// lies another, made here, that runs steps.cjs in the real extension host, with the real API, and writes what it sees to files.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { VSCODE, VSIX, ATTACHE, ARTICLE, SCRATCH, CHROMIUM, PICTURES } = process.env;
const { chromium } = createRequire(join(VSCODE, 'package.json'))('playwright-core');
const LIMIT = 240_000;
const PATIENCE = 1000 * Number(process.env.ATTACHE_PATIENCE);

const data = join(SCRATCH, 'vscode');
const extensions = join(SCRATCH, 'extensions');
const talk = join(SCRATCH, 'talk');
for (const folder of [join(data, 'User'), join(data, 'Machine'), extensions, talk]) {
  mkdirSync(folder, { recursive: true });
}
writeFileSync(
  join(data, 'User', 'settings.json'),
  JSON.stringify({
    'attache.trace.server': 'messages',
    'chat.disableAIFeatures': true,
    'editor.hover.delay': 100,
    'editor.minimap.enabled': false,
    'editor.unicodeHighlight.ambiguousCharacters': false,
    'editor.wordWrap': 'on',
    'explorer.autoReveal': false,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'files.simpleDialog.enable': true,
    'git.enabled': false,
    'npm.autoDetect': 'off',
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'window.restoreWindows': 'none',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
  }),
);
// The window is a remote one, and the path of a program is a setting of the machine.
writeFileSync(join(data, 'Machine', 'settings.json'), JSON.stringify({ 'attache.server.path': ATTACHE }));

const driver = join(extensions, 'tests.driver-0.0.1');
mkdirSync(driver);
copyFileSync(new URL('steps.cjs', import.meta.url), join(driver, 'steps.cjs'));
writeFileSync(
  join(driver, 'package.json'),
  JSON.stringify({
    name: 'driver',
    publisher: 'tests',
    version: '0.0.1',
    engines: { vscode: '^1.91.0' },
    activationEvents: ['onStartupFinished'],
    main: './steps.cjs',
  }),
);

const node = process.execPath;
const entry = join(VSCODE, 'code-server/out/node/entry.js');
const profile = ['--user-data-dir', data, '--extensions-dir', extensions, '--config', join(SCRATCH, 'config.yaml')];
const env = { ...process.env, TALK: talk, LOGS: join(data, 'logs') };
const installed = spawnSync(node, [entry, ...profile, '--install-extension', VSIX], { env, encoding: 'utf8' });
if (!/successfully installed/.test(installed.stdout)) {
  console.log(`FAILED the extension is installed\n${installed.stdout}${installed.stderr}`);
  process.exit(1);
}

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const free = probe.address().port;
    probe.close(() => resolve(free));
  });
});
const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
const server = spawn(node, [entry, ...profile, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...quiet, dirname(ARTICLE)], {
  env,
  detached: true,
});
let log = '';
const up = new Promise((resolve) => {
  const hear = (text) => {
    log += text;
    if (/HTTP server listening/.test(log)) {
      resolve();
    }
  };
  server.stdout.on('data', hear);
  server.stderr.on('data', hear);
  server.on('exit', resolve);
});

let code = 1;
let browser;
try {
  await up;
  browser = await chromium.launchPersistentContext(join(SCRATCH, 'chromium'), {
    executablePath: spawnSync('sh', ['-c', 'command -v "$CHROMIUM"'], { encoding: 'utf8' }).stdout.trim(),
    headless: true,
    viewport: { width: 1120, height: 600 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(dirname(ARTICLE))}`);
  code = await converse(page);
} catch (error) {
  console.log(`FAILED ${error.stack}\n${log.slice(-2000)}`);
} finally {
  await browser?.close();
  const gone = new Promise((resolve) => server.on('exit', resolve));
  try {
    process.kill(-server.pid, 'SIGKILL');
    await gone;
  } catch {
    // It has ended by itself.
  }
}
process.exit(code);

/** Prints the steps as they come, does what they ask of the page, and gives the exit code that their verdict means. */
async function converse(page) {
  const end = Date.now() + LIMIT;
  let told = 0;
  for (let turn = 0; Date.now() < end; ) {
    const said = read('said');
    process.stdout.write(said.slice(told));
    told = said.length;
    const asked = read(`ask-${turn}`);
    if (asked.endsWith('\n')) {
      await answer(page, JSON.parse(asked));
      writeFileSync(join(talk, `done-${turn}`), '');
      turn += 1;
    }
    const verdict = read('verdict');
    if (verdict !== '') {
      process.stdout.write(read('said').slice(told));
      if (verdict !== 'passed' && PICTURES) {
        await page.screenshot({ path: join(PICTURES, 'failed.png') });
      }
      console.log(verdict);
      return verdict === 'passed' ? 0 : 1;
    }
    await page.waitForTimeout(50);
  }
  console.log(`FAILED no verdict\n${log.slice(-2000)}`);
  return 1;
}

/** Waits for what shows, clicks, types, presses a key, takes a picture: whichever is asked for, in this order. */
async function answer(page, { see, click, type, press, picture }) {
  const find = ({ selector, text }) => page.locator(selector, text ? { hasText: text } : {}).first();
  if (see) {
    await find(see).waitFor({ timeout: PATIENCE });
  }
  if (click) {
    await find(click).click({ timeout: PATIENCE });
  }
  if (type) {
    const input = page.locator('.quick-input-widget:visible input[type=text]').first();
    await input.waitFor({ timeout: PATIENCE });
    await input.fill(type.text);
    if (type.see) {
      await find(type.see).waitFor({ timeout: PATIENCE });
    }
  }
  if (press) {
    await page.keyboard.press(press);
  }
  if (picture && PICTURES) {
    await page.mouse.move(640, 590);
    await page.screenshot({ path: join(PICTURES, `${picture}.png`), animations: 'disabled' });
  }
}

function read(name) {
  const file = join(talk, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

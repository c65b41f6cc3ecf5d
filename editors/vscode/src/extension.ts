import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import { isProgram, resolve } from './resolve';

const LANGUAGES = ['plaintext', 'markdown', 'html'];
const SCHEMES = ['file', 'untitled'];

let client: LanguageClient | undefined;
/** Starts and stops follow one another. */
let queue: Promise<void> = Promise.resolve();

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Attaché', { log: true });
  const restart = () => {
    queue = queue.then(async () => {
      await stop();
      await start(context, output);
    });
    return queue;
  };
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand('attache.restart', restart),
    vscode.commands.registerCommand('attache.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('attache.server.path')) {
        void restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  queue = queue.then(stop);
  return queue;
}

async function start(context: vscode.ExtensionContext, output: vscode.LogOutputChannel): Promise<void> {
  try {
    const found = resolve({
      setting: vscode.workspace.getConfiguration('attache').get<string>('server.path', ''),
      extension: context.extensionPath,
      home: homedir(),
      searchPath: process.env.PATH ?? '',
      platform: process.platform,
      isProgram,
    });
    output.info(`${found.command} (${found.from})`);
    client = new LanguageClient('attache', 'Attaché', { command: found.command, args: ['lsp'] }, options(output));
    await client.start();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    output.error(message);
    void tell(`Attaché: ${message}`, output);
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  // One that has never come up or is gone cannot be stopped.
  await running?.dispose().catch(() => undefined);
}

async function tell(message: string, output: vscode.LogOutputChannel): Promise<void> {
  const show = 'Show Output';
  if ((await vscode.window.showErrorMessage(message, show)) === show) {
    output.show();
  }
}

/** The server asks for the section "attache" when it is up and again after each change. */
function options(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
    outputChannel: output,
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const sections = await next(params, token);
          return Array.isArray(sections) ? sections.map(withToday) : sections;
        },
      },
    },
  };
}

/** The setting `date` is the server's option `today`. */
function withToday<T>(section: T): T {
  const date: unknown = (section as { date?: unknown } | null)?.date;
  return typeof date === 'string' && date !== '' ? { ...section, today: date } : section;
}

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import { isProgram, resolve } from './resolve';

const LANGUAGES = ['plaintext', 'markdown', 'html'];
const SCHEMES = ['file', 'untitled'];

let client: LanguageClient | undefined;
/** Starts and stops follow one another. */
let queue: Promise<void> = Promise.resolve();
/** How many restarts are under way or wait. */
let restarts = 0;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Attaché', { log: true });
  const changedTrace = new vscode.EventEmitter<vscode.LogLevel>();
  const trace = traceChannel(output, changedTrace.event);
  const restart = () => {
    restarts += 1;
    queue = queue.then(async () => {
      await stop();
      restarts -= 1;
      await start(context, output, trace);
    });
    return queue;
  };
  context.subscriptions.push(
    output,
    changedTrace,
    output.onDidChangeLogLevel(() => changedTrace.fire(trace.logLevel)),
    vscode.commands.registerCommand('attache.restart', restart),
    vscode.commands.registerCommand('attache.showOutput', () => output.show()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('attache.server.path')) {
        void restart();
      }
      if (change.affectsConfiguration('attache.trace.server')) {
        changedTrace.fire(trace.logLevel);
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

async function start(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
  trace: vscode.LogOutputChannel,
): Promise<void> {
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
    client = new LanguageClient('attache', 'Attaché', { command: found.command, args: ['lsp'] }, options(output, trace));
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
function options(output: vscode.LogOutputChannel, trace: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
    outputChannel: output,
    traceOutputChannel: trace,
    middleware: {
      workspace: {
        // One that is about to stop cannot be told any more; its successor asks.
        didChangeConfiguration: async (sections, next) => {
          if (restarts === 0) {
            await next(sections);
          }
        },
      },
    },
  };
}

/**
 * The client traces only into a channel whose level is Trace, whatever `attache.trace.server` says. This one writes into
 * `output` and has that level when the setting is on.
 */
function traceChannel(output: vscode.LogOutputChannel, changed: vscode.Event<vscode.LogLevel>): vscode.LogOutputChannel {
  const on = () => vscode.workspace.getConfiguration('attache').get<string>('trace.server', 'off') !== 'off';
  return Object.create(output, {
    logLevel: { get: () => (on() ? vscode.LogLevel.Trace : output.logLevel) },
    onDidChangeLogLevel: { value: changed },
    trace: { value: (message: string) => (on() ? output.info(message) : output.trace(message)) },
  }) as vscode.LogOutputChannel;
}

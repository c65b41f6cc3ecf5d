/** The server's life: which program runs, and when it is started, stopped and started anew. */

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import type { Location } from './protocol';
import { isProgram, resolve, type Found } from './resolve';

const LANGUAGES = ['plaintext', 'markdown', 'html'];
const SCHEMES = ['file', 'untitled'];

export const ARTICLES = SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
/** The records of the house, and the choices of a workspace. */
const RECORDS = ['**/.attache/*.toml', '**/attache.toml'].map((pattern) => ({ scheme: 'file', pattern }));

export type State = 'starting' | 'running' | 'stopped';

export class Server implements vscode.Disposable {
  /** Fires after each change of `state`. */
  readonly onDidChange: vscode.Event<State>;
  state: State = 'starting';
  /** Why the last start failed. */
  problem: string | undefined;

  private wholeWorkspace = false;
  private readonly changed = new vscode.EventEmitter<State>();
  private readonly changedTrace = new vscode.EventEmitter<vscode.LogLevel>();
  private readonly trace: vscode.LogOutputChannel;
  private client: LanguageClient | undefined;
  /** Starts and stops follow one another. */
  private queue: Promise<void> = Promise.resolve();
  /** How many restarts are under way or wait. */
  private restarts = 0;

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly output: vscode.LogOutputChannel,
  ) {
    this.onDidChange = this.changed.event;
    this.trace = traceChannel(output, this.changedTrace.event);
    context.subscriptions.push(
      this.changed,
      this.changedTrace,
      output.onDidChangeLogLevel(() => this.changedTrace.fire(this.trace.logLevel)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (['server.path', 'diagnostics.workspace'].some((it) => change.affectsConfiguration(`attache.${it}`))) {
          void this.restart();
        }
        if (change.affectsConfiguration('attache.trace.server')) {
          this.changedTrace.fire(this.trace.logLevel);
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
    );
  }

  restart(): Promise<void> {
    this.restarts += 1;
    this.queue = this.queue.then(async () => {
      await this.stop();
      this.restarts -= 1;
      await this.start();
    });
    return this.queue;
  }

  dispose(): Promise<void> {
    this.queue = this.queue.then(() => this.stop());
    return this.queue;
  }

  /**
   * From now on the findings in articles that nobody has open are wanted too, whatever the setting says. The server offers them
   * only when it starts.
   */
  async checkWorkspace(): Promise<void> {
    if (!this.wholeWorkspace) {
      this.wholeWorkspace = true;
      await this.restart();
    }
  }

  /** The answer of the server; undefined where none runs, or it does not know. */
  async ask<T>(method: string, params: object): Promise<T | undefined> {
    if (this.state !== 'running') {
      return undefined;
    }
    try {
      return (await this.client?.sendRequest<T | null>(method, params)) ?? undefined;
    } catch (error) {
      this.output.debug(`${method}: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** A place of the server's as the editor has it. */
  location({ uri, range: { start, end } }: Location): vscode.Location {
    return new vscode.Location(
      vscode.Uri.parse(uri),
      new vscode.Range(start.line, start.character, end.line, end.character),
    );
  }

  /** The program that would be started now. An error says what to do. */
  program(): Found {
    return resolve({
      setting: vscode.workspace.getConfiguration('attache').get<string>('server.path', ''),
      extension: this.context.extensionPath,
      home: homedir(),
      searchPath: process.env.PATH ?? '',
      platform: process.platform,
      isProgram,
    });
  }

  /** What the server is told of the user's settings. */
  private settings(section: { readonly [name: string]: unknown } | null): object {
    const diagnostics = section?.diagnostics as object | undefined;
    return this.wholeWorkspace ? { ...section, diagnostics: { ...diagnostics, workspace: true } } : { ...section };
  }

  private async start(): Promise<void> {
    this.become('starting');
    try {
      const found = this.program();
      this.output.info(`${found.command} (${found.from})`);
      const client = new LanguageClient('attache', 'Attaché', { command: found.command, args: ['lsp'] }, this.options());
      this.client = client;
      client.onDidChangeState(({ newState }) => {
        // Of vscode-languageclient: 1 stopped, 2 running, 3 starting.
        if (client === this.client) {
          this.become(newState === 2 ? 'running' : newState === 3 ? 'starting' : 'stopped');
        }
      });
      await client.start();
      this.problem = undefined;
      this.become('running');
    } catch (error) {
      this.problem = messageOf(error);
      this.output.error(this.problem);
      this.become('stopped');
      void this.tell(`Attaché: ${this.problem}`);
    }
  }

  private async stop(): Promise<void> {
    const running = this.client;
    this.client = undefined;
    // One that has never come up or is gone cannot be stopped.
    await running?.dispose().catch(() => undefined);
  }

  private become(state: State): void {
    this.state = state;
    this.changed.fire(state);
  }

  private async tell(message: string): Promise<void> {
    const show = 'Show Output';
    if ((await vscode.window.showErrorMessage(message, show)) === show) {
      this.output.show();
    }
  }

  /** The server asks for the section "attache" when it is up and again after each change. */
  private options(): LanguageClientOptions {
    return {
      documentSelector: [...ARTICLES, ...RECORDS],
      initializationOptions: () => this.settings(vscode.workspace.getConfiguration('attache')),
      outputChannel: this.output,
      traceOutputChannel: this.trace,
      middleware: {
        workspace: {
          // One that is about to stop cannot be told any more; its successor asks.
          didChangeConfiguration: async (sections, next) => {
            if (this.restarts === 0) {
              await next(sections);
            }
          },
          configuration: async (params, token, next) => {
            const sections: unknown = await next(params, token);
            return Array.isArray(sections) ? sections.map((it) => this.settings(it)) : (sections as []);
          },
        },
      },
    };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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

import * as vscode from 'vscode';
import { Article } from './article';
import { castView } from './cast';
import { commands } from './commands';
import { Server } from './server';
import { statusItem } from './status';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Attaché', { log: true });
  server = new Server(context, output);
  const article = new Article(server);
  context.subscriptions.push(
    output,
    article,
    ...article.watch(),
    ...commands(context, server, article),
    ...statusItem(server, article),
    ...castView(server, article),
  );
  await server.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.dispose();
}

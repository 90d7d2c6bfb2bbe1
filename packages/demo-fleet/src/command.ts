import { runCommand } from './control/command';
import { readEnvironment } from './start/environment';

async function main(): Promise<void> {
  const { port } = readEnvironment(process.env);
  const text = await runCommand(process.argv.slice(2), {
    controlUrl: `http://127.0.0.1:${port}/control`,
    fetch,
  });
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});

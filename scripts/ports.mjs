import net from 'node:net';

/** The port that an environment variable names, or the usual one. */
export function portFrom(variable, usual) {
  const text = process.env[variable] ?? String(usual);
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_530) {
    throw new Error(
      `${variable} must be a port between 1 and 65530, not "${text}"`,
    );
  }
  return value;
}

function isFree(number) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(number, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Says which port is taken, by what it is needed for, and the way out. */
export async function requireFreePorts(wanted) {
  for (const { number, what, variable } of wanted) {
    if (await isFree(number)) continue;
    throw new Error(
      `Port ${number} for ${what} is taken. Stop what listens there, or choose another, for example:\n  ${variable}=${
        Number(process.env[variable] ?? number) + 100
      } npm start`,
    );
  }
}

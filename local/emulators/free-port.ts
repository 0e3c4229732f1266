import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of the loopback that is free now: the wanted one when nobody has it, else any. Another program may still take it first. */
export const freePort = async (wanted = 0): Promise<number> => {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  } catch (error) {
    if (wanted === 0) throw error;
    return freePort();
  }
};

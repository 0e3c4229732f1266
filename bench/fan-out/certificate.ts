import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** What a stand-in of AWS, which speaks over TLS alone, proves its name with. */
export interface Certificate {
  key: string;
  cert: string;
  /** Variables of a process that is to believe it. */
  believed: { NODE_EXTRA_CA_CERTS: string };
}

/** A new one of 127.0.0.1, written into `folder` for those who believe it. */
export const certificateIn = async (folder: string): Promise<Certificate> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Parvis benchmarks' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const file = join(folder, 'believed.pem');
  writeFileSync(file, cert);
  return { key, cert, believed: { NODE_EXTRA_CA_CERTS: file } };
};

import type { OutgoingHttpHeaders } from 'node:http';
import type { JsonObject } from '../assembly.ts';

interface HeaderRule {
  header: string;
  value: string;
  override: boolean;
}

interface Part {
  Override: boolean;
  [setting: string]: unknown;
}

const security: Record<string, (part: Part) => [header: string, value: string]> = {
  ContentSecurityPolicy: (part) => ['content-security-policy', String(part['ContentSecurityPolicy'])],
  ContentTypeOptions: () => ['x-content-type-options', 'nosniff'],
  FrameOptions: (part) => ['x-frame-options', String(part['FrameOption'])],
  ReferrerPolicy: (part) => ['referrer-policy', String(part['ReferrerPolicy'])],
  StrictTransportSecurity: (part) => [
    'strict-transport-security',
    `max-age=${Number(part['AccessControlMaxAgeSec'])}${part['IncludeSubdomains'] ? '; includeSubDomains' : ''}${part['Preload'] ? '; preload' : ''}`,
  ],
  XSSProtection: (part) => ['x-xss-protection', part['Protection'] ? `1${part['ModeBlock'] ? '; mode=block' : ''}` : '0'],
};

const readRules = (path: string, configuration: JsonObject): HeaderRule[] => {
  const { SecurityHeadersConfig = {}, CustomHeadersConfig, Name: _, Comment: __, ...others } = configuration;
  if (Object.keys(others).length > 0) throw new Error(`${path}: the local system does not support ${Object.keys(others).join(', ')}`);
  const fromSecurity = Object.entries(SecurityHeadersConfig as Record<string, Part>).map(([name, part]) => {
    const write = security[name];
    if (!write) throw new Error(`${path}: the local system does not support ${name}`);
    const [header, value] = write(part);
    return { header, value, override: part.Override };
  });
  const { Items = [] } = (CustomHeadersConfig ?? {}) as { Items?: { Header: string; Value: string; Override: boolean }[] };
  return [
    ...fromSecurity,
    ...Items.map(({ Header, Value, Override }) => ({ header: Header.toLowerCase(), value: Value, override: Override })),
  ];
};

/** Adds the headers of a response headers policy to those of an answer. `here` puts local addresses in the place of AWS's. */
export const headersPolicy = (
  path: string,
  configuration: JsonObject,
  here: (text: string) => string,
): ((headers: OutgoingHttpHeaders) => OutgoingHttpHeaders) => {
  const rules = readRules(path, configuration);
  return (headers) => ({
    ...headers,
    ...Object.fromEntries(
      rules.filter(({ header, override }) => override || !(header in headers)).map(({ header, value }) => [header, here(value)]),
    ),
  });
};

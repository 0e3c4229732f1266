import { AwsJson1_0Protocol, AwsRestJsonProtocol, JsonCodec2 } from '@aws-sdk/core/protocols';

type Serializer = ReturnType<JsonCodec2['createSerializer']>;
type Deserializer = ReturnType<JsonCodec2['createDeserializer']>;

/** What a service's bytes look like in requests and answers. No text of anybody can be taken for them: in JSON its quotes come after a backslash. */
interface Bytes {
  sent: string[];
  read: string[];
}

/** Bytes in an attribute, and sets of them. */
const ATTRIBUTES: Bytes = { sent: ['"B":{', '"BS":[{'], read: ['"B":"', '"BS":["'] };
/** SES takes and gives none where mails are sent. */
const NONE: Bytes = { sent: [], read: [] };
const holds = (text: string, marks: string[]): boolean => marks.some((mark) => text.includes(mark));

/** A transaction is known again by its token at a second attempt; where the caller gave none, the SDK makes one as it writes. */
const lacksToken = (request: object): boolean => 'TransactItems' in request && !('ClientRequestToken' in request);

const textOf = (request: unknown, { sent }: Bytes): string | undefined => {
  if (typeof request !== 'object' || request === null || ArrayBuffer.isView(request) || lacksToken(request)) return undefined;
  const text = JSON.stringify(request);
  return holds(text, sent) ? undefined : text;
};

/** Writes a request as it is, and has the SDK write what is more than that. As bytes, of which the SDK takes the length and the hash, and sends them. */
const plainSerializer = (whole: Serializer, bytes: Bytes): Serializer => {
  const [write, flush] = [whole.write.bind(whole), whole.flush.bind(whole)];
  let text: string | undefined;
  return Object.assign(whole, {
    write(...[schema, request]: Parameters<Serializer['write']>): void {
      text = textOf(request, bytes);
      if (text === undefined) write(schema, request);
    },
    flush(): string | Uint8Array {
      const written = text === undefined ? flush() : Buffer.from(text);
      text = undefined;
      return written;
    },
  });
};

/** Reads an answer as it is; the SDK reads errors, headers and answers with bytes in them. */
const plainDeserializer = (whole: Deserializer, bytes: Bytes): Deserializer => {
  const read = whole.read.bind(whole);
  return Object.assign(whole, {
    async read(schema: Parameters<Deserializer['read']>[0], body: string | Uint8Array): Promise<unknown> {
      const text = typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString();
      const isPlain = typeof schema !== 'number' && text !== '' && !holds(text, bytes.read);
      return isPlain ? JSON.parse(text) : read(schema, text);
    },
  });
};

class PlainCodec extends JsonCodec2 {
  readonly #whole: JsonCodec2;
  readonly #bytes: Bytes;

  constructor(whole: JsonCodec2, bytes: Bytes) {
    super(whole.settings);
    this.#whole = whole;
    this.#bytes = bytes;
  }

  override setSerdeContext(context: Parameters<JsonCodec2['setSerdeContext']>[0]): void {
    super.setSerdeContext(context);
    this.#whole.setSerdeContext(context);
  }

  override createSerializer(): Serializer {
    return plainSerializer(this.#whole.createSerializer(), this.#bytes);
  }

  override createDeserializer(): Deserializer {
    return plainDeserializer(this.#whole.createDeserializer(), this.#bytes);
  }
}

/**
 * The SDK walks through every value that it sends and gets by a schema of its service, to write dates, bytes and absent values its own way. What
 * we send to DynamoDB is JSON as it stands: without that walk a call costs a third less, and one of fifty mails half.
 */
export class PlainAwsJson extends AwsJson1_0Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_0Protocol>[0]) {
    super({ ...settings, jsonCodec: new PlainCodec(settings.jsonCodec as JsonCodec2, ATTRIBUTES) });
  }
}

/** The same for SES. */
export class PlainRestJson extends AwsRestJsonProtocol {
  constructor(settings: ConstructorParameters<typeof AwsRestJsonProtocol>[0]) {
    const whole = new JsonCodec2({ timestampFormat: { useTrait: true, default: 7 }, httpBindings: true, jsonName: true });
    super({ ...settings, jsonCodec: new PlainCodec(whole, NONE) });
  }
}

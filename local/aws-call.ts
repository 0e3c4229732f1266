/** Who calls and where: the runtime polls queues and streams with the key of the function that it polls for, as Lambda does with its role. */
export interface AwsCaller {
  awsAddress: string;
  region: string;
  accessKeyId: string;
}

/** A service said no: `name` is the error's own, such as `AccessDeniedException`. */
export class AwsRefused extends Error {
  constructor(operation: string, { __type = 'Unknown', message, Message }: { __type?: string; message?: string; Message?: string }) {
    super(`${operation}: ${message ?? Message ?? __type}`);
    this.name = __type.split('#').at(-1) ?? __type;
  }
}

const services: Record<string, string> = { AmazonSQS: 'sqs', DynamoDBStreams_20120810: 'dynamodb' };

/**
 * One call of a JSON service, such as `AmazonSQS.ReceiveMessage`. It takes no SDK, so that the local system starts without loading any;
 * requests name their caller and are not signed, since nothing verifies signatures here.
 */
export const callAws = async <Reply>(
  { awsAddress, region, accessKeyId }: AwsCaller,
  operation: `AmazonSQS.${string}` | `DynamoDBStreams_20120810.${string}`,
  body: object,
  signal?: AbortSignal,
): Promise<Reply> => {
  const service = services[operation.split('.')[0] ?? ''];
  const reply = await fetch(awsAddress, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': operation,
      'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new AwsRefused(operation, text.startsWith('{') ? JSON.parse(text) : { message: text });
  return (text ? JSON.parse(text) : {}) as Reply;
};

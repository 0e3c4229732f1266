/**
 * Dollars: list prices without free tiers or discounts, of US East (N. Virginia), for which AWS states them most often; Paris is some 15 to 20 %
 * above. From the public pages aws.amazon.com/{dynamodb,sqs,sns,lambda,ses}/pricing, as they stood on `readOn`.
 * Signatures and requests of HTTP APIs are those of aws.amazon.com/{kms,api-gateway}/pricing as others quote them, looked up in November 2026.
 */
export const prices = {
  readOn: '2025-11',
  perMillion: {
    /** One strong read of 4 KB; half of one when eventually consistent. */
    readRequestUnits: 0.125,
    /** One write of 1 KB; two in a transaction. */
    writeRequestUnits: 0.625,
    /** Calls, of up to ten messages and 64 KB. */
    queueRequests: 0.4,
    /** What SES tells of mails goes through a topic; its deliveries to a queue are free. */
    topicPublishes: 0.5,
    invocations: 0.2,
    mails: 100,
    /** Of the first 300 million requests of a month, each of up to 512 KB. */
    httpRequests: 1,
    /** 0.03 for ten thousand requests to KMS that involve an RSA key of 2,048 bits. */
    rsaSignatures: 3,
    /** 0.15 for ten thousand with any other asymmetric key. */
    eccSignatures: 15,
  },
  perGigabyteSecond: 0.0000133334,
} as const;

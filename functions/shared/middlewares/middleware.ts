import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context as LambdaContext } from 'aws-lambda';
import type { RequestState } from '../context.ts';

export type ApiEvent = APIGatewayProxyEventV2;
export type ApiResult = APIGatewayProxyStructuredResultV2;
export type ApiLambdaContext = LambdaContext & { request: RequestState };

/** One step of the pipeline; what it finds out goes into `context.request` for the steps after it. */
export type Middleware = middy.MiddlewareObj<ApiEvent, ApiResult, Error, ApiLambdaContext>;

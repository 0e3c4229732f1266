import type { SQSEvent } from 'aws-lambda';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { recordFeedback } from '../record-feedback.ts';
import { feedbackRecorder } from '../store/feedback.ts';

export const wireFeedback = () => {
  const { PUBLICATIONS_TABLE } = readEnvironment('alerts-feedback');
  const follow = recordFeedback({ record: feedbackRecorder(dynamo(), PUBLICATIONS_TABLE) });
  return ({ Records }: SQSEvent) => follow(Records);
};

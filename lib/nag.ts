import type { IPolicyValidationContext, PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acceptedFindings } from './accepted-findings.ts';

/**
 * The rules of AwsSolutions, less the findings that are accepted with a reason. They are taken out here because the identifier of a wildcard
 * finding quotes a cross-stack reference, which no construct knows before synthesis.
 */
export class ReasonedChecks extends AwsSolutionsChecks {
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = super
      .validate(context)
      .violations.map(withoutAccepted)
      .filter(({ violatingResources }) => violatingResources.length > 0);
    return { success: violations.length === 0, violations };
  }
}

const withoutAccepted = (violation: PolicyViolation): PolicyViolation => ({
  ...violation,
  violatingResources: violation.violatingResources.filter(
    ({ constructPath = '' }) => !acceptedFindings.some(({ rule, where }) => rule.test(violation.ruleName) && where.test(constructPath)),
  ),
});

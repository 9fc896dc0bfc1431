export { rules, describeRules } from './catalogue';
export { successTargets } from './quality';
export type { Rule } from './Rule';

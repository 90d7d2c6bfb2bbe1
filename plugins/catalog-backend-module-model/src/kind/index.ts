export { ModelEntityProcessor } from './ModelEntityProcessor';
export { ModelRulesProcessor } from './ModelRulesProcessor';

/** Keys of those who run models, and of tools around them. */
import { rulesOf } from '../rule.ts'

export const models = rulesOf([
  [
    'anthropic-key',
    'Anthropic key',
    ['sk-ant-api', 'sk-ant-admin', 'sk-ant-oat', 'sk-ant-ort', 'sk-ant-sid'],
    /\d\d-[\w-]{30,220}(?![\w-])/y,
  ],
  [
    'openai-key',
    'OpenAI key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-'],
    /[\w-]{40,220}(?![\w-])/y,
  ],
  ['openai-old-key', 'OpenAI key', 'sk-', /[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}(?!\w)/y],
  ['openrouter-key', 'OpenRouter key', 'sk-or-v1-', /[0-9a-f]{64}(?!\w)/y],
  ['langfuse-key', 'Langfuse key', 'sk-lf-', /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!\w)/y],
  // DeepSeek, Moonshot, Stability, DashScope, ElevenLabs: nothing but `sk` tells them.
  ['sk-key', 'API key (sk-)', ['sk-', 'sk_'], /[A-Za-z0-9]{32,64}(?!\w)/y],
  ['google-api-key', 'Google API key', 'AIza', /[\w-]{35}(?![\w-])/y],
  ['google-ai-key', 'Google AI key', 'AQ.Ab', /[\w-]{40,80}(?![\w-])/y],
  ['huggingface-token', 'Hugging Face token', 'hf_', /[A-Za-z0-9]{34,40}(?!\w)/y],
  ['huggingface-org-token', 'Hugging Face token', 'api_org_', /[A-Za-z0-9]{34}(?!\w)/y],
  ['replicate-token', 'Replicate token', 'r8_', /[A-Za-z0-9]{37,40}(?!\w)/y],
  ['groq-key', 'Groq key', 'gsk_', /[A-Za-z0-9]{48,56}(?!\w)/y],
  ['xai-key', 'xAI key', 'xai-', /[A-Za-z0-9]{70,90}(?!\w)/y],
  ['perplexity-key', 'Perplexity key', 'pplx-', /[A-Za-z0-9]{40,64}(?!\w)/y],
  ['cerebras-key', 'Cerebras key', 'csk-', /[a-z0-9]{40,56}(?!\w)/y],
  ['nvidia-key', 'NVIDIA key', 'nvapi-', /[\w-]{60,72}(?![\w-])/y],
  ['fireworks-key', 'Fireworks key', 'fw_', /[A-Za-z0-9]{20,32}(?!\w)/y],
  ['together-key', 'Together key', 'tgp_v1_', /[\w-]{40,60}(?![\w-])/y],
  ['langsmith-key', 'LangSmith key', ['lsv2_pt_', 'lsv2_sk_'], /[0-9a-f]{32}_[0-9a-f]{10}(?!\w)/y],
  ['tavily-key', 'Tavily key', ['tvly-', 'tvly-dev-'], /[A-Za-z0-9]{30,40}(?!\w)/y],
  ['voyage-key', 'Voyage key', 'pa-', /[\w-]{43}(?![\w-])/y],
  ['jina-key', 'Jina key', 'jina_', /[A-Za-z0-9]{32}[\w-]{28,32}(?![\w-])/y],
  ['pinecone-key', 'Pinecone key', 'pcsk_', /[A-Za-z0-9]{5,8}_[A-Za-z0-9]{50,70}(?!\w)/y],
  ['firecrawl-key', 'Firecrawl key', 'fc-', /[0-9a-f]{32}(?!\w)/y],
  ['wandb-key', 'Weights & Biases key', 'wandb_v1_', /[\w-]{40,90}(?![\w-])/y],
  [
    'logfire-token',
    'Logfire token',
    ['pylf_v1_', 'pylf_v2_'],
    /[a-z]{2}_[A-Za-z0-9]{40,50}(?!\w)/y,
  ],
  ['bedrock-key', 'Amazon Bedrock key', 'ABSK', /[A-Za-z0-9+/]{109,269}={0,2}/y],
])

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,client,rules,scripts,syntaxes,test,bench}/**/*.test.{ts,mjs}"],
    exclude: ["**/node_modules/**", "test/e2e/**"],
    globalSetup: "test/support/scratch.ts",
    testTimeout: 30_000,
  },
});

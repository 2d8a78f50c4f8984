using Microsoft.Extensions.Logging;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>One line of a log, with its exception written out.</summary>
internal sealed record LogLine(string Category, LogLevel Level, int EventId, string Text);

using Microsoft.Extensions.Logging;
using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Web;

/// <summary>Takes what the web server logs to the runtime's own log, warnings and errors only.</summary>
internal sealed class EventLogBridge(IEventLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Line(log, categoryName);

    public void Dispose()
    {
    }

    private sealed class Line(IEventLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var severity = logLevel == LogLevel.Warning ? Severity.Warning : Severity.Error;
            log.Write(severity, ServiceCodes.WebServer, formatter(state, exception), category, exception);
        }
    }
}

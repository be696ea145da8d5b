using Microsoft.Extensions.Logging.Console;

namespace Waypost.Api.Hosting;

/// <summary>Logs go to standard error, one line an event; standard output is for the banner.</summary>
public static class ConsoleLog
{
    public static ILoggingBuilder AddWaypostConsole(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}

namespace ScriptChat.Messages;

/// <summary>What the runtime itself says to people.</summary>
public static class Notices
{
    /// <summary>At the password gate.</summary>
    public const string Password = "This service is protected by a password. Please enter it to go on.";

    /// <summary>After a wrong password.</summary>
    public const string WrongPassword = "That is not the password. Please try again.";

    /// <summary>After too many wrong passwords.</summary>
    public const string TooManyTries = "Too many tries. Please wait a minute, then try again.";

    /// <summary>While the task's code is being prepared.</summary>
    public const string Initializing = "Please wait while the worlds are initializing...";

    /// <summary>To somebody who says something while they wait; it goes to nobody.</summary>
    public const string Waiting = "Please wait while we find somebody for you to talk with. Say EXIT to leave the line.";

    /// <summary>The same where nobody else is needed: there is no room yet, or the world is just about to begin.</summary>
    public const string WaitingAlone = "It begins by itself as soon as there is room; please say that again then. Say EXIT to leave the line.";

    /// <summary>To somebody who says EXIT and is already chosen for a conversation.</summary>
    public const string Leaving = "You are leaving the line.";

    /// <summary>After leaving the line.</summary>
    public const string LeftLine = "You have left the line.";

    /// <summary>When nobody was found in time.</summary>
    public const string TimedOut = "Sorry, nobody could be found in time. Returning to the menu.";

    /// <summary>When nobody was found in time and there is another task to go to.</summary>
    public const string BackupTask = "Sorry, nobody could be found in time. You go on to something else.";

    /// <summary>After being away too long while waiting.</summary>
    public const string AwayTooLong = "You were away for too long and have lost your place in line.";

    /// <summary>When the task is gone or takes nobody any more.</summary>
    public const string TaskClosed = "Sorry, this task takes no more conversations. Returning to the menu.";

    /// <summary>When a world failed.</summary>
    public const string Crashed = "Sorry, this world closed. Returning to overworld.";

    /// <summary>When the overworld itself failed, or leads nowhere.</summary>
    public const string Stuck = "Sorry, something is wrong here. Say anything to try again.";

    /// <summary>When a partner left.</summary>
    public const string PartnerLeft = "The other person has left the conversation.";

    /// <summary>To somebody who was silent for too long.</summary>
    public const string Silent = "You have been silent for too long and were taken out of the conversation.";

    /// <summary>To somebody whom the world took out.</summary>
    public const string Removed = "You were taken out of the conversation.";

    /// <summary>To whom a conversation could not be given back after a restart.</summary>
    public const string Lost = "Sorry, your conversation could not be continued after a restart of the service.";

    /// <summary>At the end of the journey.</summary>
    public const string Goodbye = "See you later!";

    /// <summary>When words reached a world that was over.</summary>
    public const string Unheard = "The conversation was over before your last words were read.";

    /// <summary>When all conversations that were to be had were, and the service ends.</summary>
    public const string Over = "This service takes no more conversations and is closing. Thank you for coming.";

    /// <summary>When the service stops at once.</summary>
    public const string Stopped = "The service is shutting down. Please come back later.";

    /// <summary>When the service stops and will go on.</summary>
    public const string Suspended = "The service is restarting. Your conversation goes on where it is when the service is back.";

    /// <summary>The place in line, after some time.</summary>
    /// <param name="place">Counted from 1.</param>
    public static string StillWaiting(int place) =>
        $"Still looking for somebody; you are number {place} in line. Say EXIT to leave the line.";

    /// <summary>When the service stops soon.</summary>
    /// <param name="grace">How long conversations may go on.</param>
    public static string StopsSoon(TimeSpan grace) => grace >= TimeSpan.FromMinutes(1)
        ? $"The service will shut down in {Math.Round(grace.TotalMinutes)} min. Please finish your conversation."
        : $"The service will shut down in {Math.Ceiling(grace.TotalSeconds)} s. Please finish your conversation.";

    /// <summary>After a choice that leads nowhere.</summary>
    /// <param name="task">What was chosen.</param>
    public static string UnknownTask(string task) => $"Sorry, there is no \"{task}\" here. Returning to overworld.";
}

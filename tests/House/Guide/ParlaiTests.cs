using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Guide;

/// <summary>The table from ParlAI has each member of the reference of its chat service.</summary>
public sealed class ParlaiTests
{
    private const string Page = "worlds/docs/parlai.md";

    // What the reference lists, by the sections of the page.
    private const string Reference = """
        core.agents: ChatServiceAgent __init__ data observe put_data set_stored_data get_new_act_message act act_blocking episode_done
        core.chat_service_manager: AgentState __init__ get_active_agent set_active_agent get_overworld_agent get_id has_task get_agent_for_task assign_agent_to_task ChatServiceManager ChatServiceMessageSender send_read typing_on parse_additional_args restructure_message add_agent_to_pool remove_agent_from_pool get_agent_state setup_server setup_socket init_new_state start_new_run check_timeout_in_pool start_task shutdown observe_message mark_removed after_agent_removed observe_payload upload_attachment
        core.socket: ChatServiceMessageSocket __init__
        core.world_runner: ChatServiceWorldRunner __init__ shutdown launch_task_world launch_overworld
        services.browser_chat: BrowserAgent BrowserManager TerminalAgent TerminalManager
        services.messenger: MessengerAgent __init__ observe observe_typing_on put_data act shutdown create_attachment create_reply_option create_text_message create_attachment_message MessageSender send_fb_payload send_fb_message create_persona delete_persona upload_fb_attachment MessengerManager parse_additional_args restructure_message mark_removed after_agent_removed setup_server get_app_token setup_socket observe_message observe_payload upload_attachment SimpleMessengerOverworld episode_done parley OnboardWorld
        services.websocket: WebsocketAgent __init__ observe put_data MessageSocketHandler open on_close on_message check_origin WebsocketManager MessageSender send_read typing_on parse_additional_args start_task shutdown observe_message observe_payload restructure_message setup_server setup_socket
        utils: WorldConfig agents_required backup_task max_time_in_pool onboarding_name task_name world_name parse_configuration_file ImageLicense ImageInformation offload_state ImageFeaturesGenerator get_image_features ObjectionableContentError logging TaskState get_world_module get_world_fn_attr get_eligibility_fn get_assign_roles_fn default_assign_roles_fn SafetyDetectionResult ReportResult UploadImageResult PersonalInfoDetector DictFrequencies server TimeoutUtils get_timeout_act
        """;

    private static IEnumerable<TestCaseData> Modules() => Reference.Split('\n').Select(line => line.Split(": "))
        .Select(parts => new TestCaseData(parts[0], parts[1].Trim().Split(' ')).SetArgDisplayNames(parts[0]));

    [TestCaseSource(nameof(Modules))]
    public void Table_OfAModule_HasItsMembers(string module, string[] members)
    {
        var section = Regex.Split(Repository.Read(Page), "^## ", RegexOptions.Multiline).Single(one => one.StartsWith(module, StringComparison.Ordinal));
        var left = string.Join('\n', section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) || line.StartsWith("| its", StringComparison.Ordinal)).Select(line => line.Split(" | ")[0]));
        Assert.That(members.Where(member => !Regex.IsMatch(left, $@"(?<!\w){member}(?!\w)")), Is.Empty);
    }

    [Test]
    public void Table_EachRow_SaysWhatIsHere() =>
        Assert.That(Repository.Read(Page).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)), Has.All.Match(@"^\| .+ \| \S.* \|$"));
}

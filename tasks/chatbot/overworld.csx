// There is nothing to choose from here, so the ready-made overworld that leads straight to one task will do.
public class ChatbotOverworld(WorldContext context) : SimpleOverworld(context, "chat");
